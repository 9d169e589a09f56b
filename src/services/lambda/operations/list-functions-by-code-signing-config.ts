// ListFunctionsByCodeSigningConfig: the functions whose deployments a configuration rules, in pages.
import { ownSigningConfig } from "../code-signing.ts";
import type { Operation } from "../context.ts";
import { functionArn, type FunctionEntry } from "../function.ts";
import { LIST_DEFAULT } from "../limits.ts";
import type { Place } from "../locate.ts";
import { page } from "../pages.ts";
import type { LambdaStore } from "../store.ts";

export const listFunctionsByCodeSigningConfig: Operation<"ListFunctionsByCodeSigningConfig"> = async (input, call) => {
  const { store, host } = call.context;
  const arn = input.CodeSigningConfigArn;
  await ownSigningConfig(store, arn, call);
  const asked = {
    paging: host.paging,
    listing: `lambda.ListFunctionsByCodeSigningConfig/${arn}`,
    marker: input.Marker,
    max: input.MaxItems ?? LIST_DEFAULT,
    place: ({ key }: FunctionEntry) => key.name,
  };
  const { items, marker } = await page(asked, (after) =>
    using(store, arn, call, after === undefined ? undefined : String(after)),
  );
  return {
    FunctionArns: items.map(({ key }) => functionArn(key)),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};

async function* using(store: LambdaStore, arn: string, place: Place, after?: string): AsyncGenerator<FunctionEntry> {
  for await (const entry of store.list(place, after)) if (entry.codeSigningConfigArn === arn) yield entry;
}
