// UpdateStreamRecordDistributionStrategy: whether partition keys or the service choose the shard. Documented: at once.
import type { Operation } from "../context.ts";
import { strategyNotForProvisioned, streamNotActive } from "../errors.ts";
import { streamKey } from "../stream.ts";

export const updateStreamRecordDistributionStrategy: Operation<"UpdateStreamRecordDistributionStrategy"> = async (
  input,
  { account, region, context },
) => {
  const key = streamKey(input, { account, region });
  await context.store.change(key, (row) => {
    if (row.status !== "ACTIVE") throw streamNotActive(key, row.status);
    if (row.mode !== "ON_DEMAND") throw strategyNotForProvisioned(key);
    return { row: { ...row, distribution: input.RecordDistributionStrategy } };
  });
  return {};
};
