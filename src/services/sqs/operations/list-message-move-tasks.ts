// ListMessageMoveTasks: the latest first.
import type { Operation } from "../context.ts";
import { outOfRange, resourceNotFound } from "../errors.ts";
import { MOVE_TASKS_LISTED_MAX } from "../limits.ts";
import { keyOfArn } from "../queue.ts";
import { sealTask } from "../task-handle.ts";

export const listMessageMoveTasks: Operation<"ListMessageMoveTasks"> = async (input, { context }) => {
  const { SourceArn: arn, MaxResults: max = 1 } = input;
  if (max < 1 || max > MOVE_TASKS_LISTED_MAX)
    throw outOfRange(max, "MaxResults", "Value of MaxResults must be between 1 and 10.");
  const key = keyOfArn(arn);
  if (!key || !(await context.store.find(key)))
    throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
  const tasks = (await context.store.tasks(key)).slice(0, max);
  return {
    Results: tasks.map((task) => ({
      ...(task.status === "RUNNING" && { TaskHandle: sealTask(context.paging, arn, task.startedMs) }),
      Status: task.status,
      SourceArn: arn,
      DestinationArn: task.destinationArn,
      MaxNumberOfMessagesPerSecond: task.perSecondMax,
      ApproximateNumberOfMessagesMoved: task.moved,
      ApproximateNumberOfMessagesToMove: task.toMove,
      FailureReason: task.failure,
      StartedTimestamp: task.startedMs,
    })),
  };
};
