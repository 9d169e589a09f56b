// DeleteStream: a stream in DELETING, which a timer removes with its records.
import type { Operation } from "../context.ts";
import { streamNotActive } from "../errors.ts";
import { deletion } from "../lifecycle.ts";
import { streamKey } from "../stream.ts";

export const deleteStream: Operation<"DeleteStream"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  await context.store.change(key, (row) => {
    if (row.status === "DELETING") throw streamNotActive(key, row.status);
    return { row: { ...row, status: "DELETING" }, timer: deletion(key, row.id, context.clock.now()) };
  });
  return {};
};
