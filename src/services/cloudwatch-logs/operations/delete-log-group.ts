// DeleteLogGroup: gone at once; its events go afterwards.
import type { Operation } from "../context.ts";
import { deletionProtected } from "../errors.ts";
import { clearing } from "../timers.ts";

export const deleteLogGroup: Operation<"DeleteLogGroup"> = async (input, { account, region, context }) => {
  const key = { account, region, name: input.logGroupName };
  await context.store.groups.change(key, ({ id, isDeletionProtected }) => {
    if (isDeletionProtected) throw deletionProtected();
    return { row: undefined, timers: [clearing({ key, id }, context.host.clock.now())] };
  });
  return {};
};
