// CreateLogStream.
import type { Operation } from "../context.ts";

export const createLogStream: Operation<"CreateLogStream"> = async (input, { account, region, context }) => {
  const group = await context.store.groups.get({ account, region, name: input.logGroupName });
  await context.store.streams.create(group, input.logStreamName, context.host.clock.now());
  return {};
};
