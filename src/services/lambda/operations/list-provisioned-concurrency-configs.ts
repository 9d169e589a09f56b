// ListProvisionedConcurrencyConfigs: of the versions and aliases of a function, in pages.
import type { Operation } from "../context.ts";
import { functionArn, type ProvisionedRow } from "../function.ts";
import { LIST_DEFAULT } from "../limits.ts";
import { named } from "../locate.ts";
import { page } from "../pages.ts";
import { provisionedView } from "../provisioned.ts";

export const listProvisionedConcurrencyConfigs: Operation<"ListProvisionedConcurrencyConfigs"> = async (
  input,
  call,
) => {
  const { store, host, provisioner } = call.context;
  const { key } = named(input.FunctionName, call);
  const entry = await store.get(key);
  const all = Object.entries(entry.provisioned).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const asked = {
    paging: host.paging,
    listing: `lambda.ListProvisionedConcurrencyConfigs/${entry.id}`,
    marker: input.Marker,
    max: input.MaxItems ?? LIST_DEFAULT,
    place: ([qualifier]: readonly [string, ProvisionedRow]) => qualifier,
  };
  const { items, marker } = await page(asked, (after) =>
    all.filter(([qualifier]) => after === undefined || qualifier > String(after)),
  );
  return {
    ProvisionedConcurrencyConfigs: items.map(([qualifier, row]) => ({
      FunctionArn: functionArn(key, qualifier),
      ...provisionedView(row, provisioner.progressOf(entry, qualifier)),
    })),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};
