// DeleteStream: a stream in DELETING, which a timer removes with its records.
import type { Operation } from "../context.ts";
import { streamNotActive } from "../errors.ts";
import { deletion } from "../lifecycle.ts";
import { streamKey } from "../stream.ts";

export const deleteStream: Operation<"DeleteStream"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  await context.store.change(key, (stream) => {
    if (stream.status === "DELETING") throw streamNotActive(key, stream.status);
    const { key: _, ...row } = stream;
    return { row: { ...row, status: "DELETING" }, timer: deletion(stream, context.clock.now()) };
  });
  return {};
};
