// DeleteStream: a stream in DELETING, which a timer removes with its records and consumers.
import type { Operation } from "../context.ts";
import { streamHasConsumers, streamNotActive } from "../errors.ts";
import { deletion } from "../timers.ts";
import { streamKey } from "../stream.ts";

export const deleteStream: Operation<"DeleteStream"> = async (input, { account, region, context }) => {
  const { store, clock } = context;
  const key = streamKey(input, { account, region });
  const consumers = input.EnforceConsumerDeletion === true ? 0 : await store.consumers.count(key);
  await store.change(key, (row) => {
    if (row.status === "DELETING") throw streamNotActive(key, row.status);
    if (consumers > 0) throw streamHasConsumers(key);
    const neverActive = row.status === "CREATING";
    return { row: { ...row, status: "DELETING", neverActive }, timers: [deletion(key, row.id, clock.now())] };
  });
  return {};
};
