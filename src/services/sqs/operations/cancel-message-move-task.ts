// CancelMessageMoveTask.
import type { Operation } from "../context.ts";
import { resourceNotFound } from "../errors.ts";
import { keyOfArn } from "../queue.ts";
import { openTask } from "../task-handle.ts";

export const cancelMessageMoveTask: Operation<"CancelMessageMoveTask"> = async (input, { context }) => {
  const { sourceArn, startedMs } = openTask(context.paging, input.TaskHandle);
  const key = keyOfArn(sourceArn);
  let moved: number | undefined;
  if (key)
    await context.store.changeTask(key, startedMs, (row) => {
      if (row?.status !== "RUNNING") return row;
      moved = row.moved;
      return { ...row, status: "CANCELLING" };
    });
  if (moved === undefined) throw resourceNotFound("Task does not exist.");
  return { ApproximateNumberOfMessagesMoved: moved };
};
