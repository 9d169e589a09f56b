// DeleteLogStream: gone at once; its events go afterwards.
import type { Operation } from "../context.ts";

export const deleteLogStream: Operation<"DeleteLogStream"> = async (input, { account, region, context }) => {
  const group = await context.store.groups.get({ account, region, name: input.logGroupName });
  await context.store.streams.remove(group, input.logStreamName, context.host.clock.now());
  return {};
};
