// ListCodeSigningConfigs: the configurations of an account and region, in pages.
import { signingView, type SigningConfig } from "../code-signing.ts";
import type { Operation } from "../context.ts";
import { LIST_DEFAULT } from "../limits.ts";
import { page } from "../pages.ts";

export const listCodeSigningConfigs: Operation<"ListCodeSigningConfigs"> = async (input, call) => {
  const { account, region, context } = call;
  const asked = {
    paging: context.host.paging,
    listing: `lambda.ListCodeSigningConfigs/${account}/${region}`,
    marker: input.Marker,
    max: input.MaxItems ?? LIST_DEFAULT,
    place: ({ key }: SigningConfig) => key.id,
  };
  const { items, marker } = await page(asked, (after) =>
    context.store.signing.list(call, after === undefined ? undefined : String(after)),
  );
  return { CodeSigningConfigs: items.map(signingView), ...(marker !== undefined && { NextMarker: marker }) };
};
