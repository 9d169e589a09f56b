// StartMessageMoveTask: moves dead letters back to where they came from, or elsewhere.
import type { Operation } from "../context.ts";
import { invalidParameterReason, resourceNotFound, unsupported } from "../errors.ts";
import { keyOfArn } from "../queue.ts";
import { redriveOf } from "../redrive.ts";
import { sealTask } from "../task-handle.ts";
import { moving } from "../timers.ts";

export const startMessageMoveTask: Operation<"StartMessageMoveTask"> = async (input, call) => {
  const { store, messages, clock, paging } = call.context;
  const { SourceArn: sourceArn, DestinationArn: destinationArn, MaxNumberOfMessagesPerSecond: perSecondMax } = input;
  const key = keyOfArn(sourceArn);
  const source = key && (await store.find(key));
  if (!source) throw resourceNotFound("The resource that you specified for the SourceArn parameter doesn't exist.");
  const destination = destinationArn === undefined ? undefined : keyOfArn(destinationArn);
  if (destinationArn !== undefined && !(destination && (await store.find(destination))))
    throw resourceNotFound("The resource that you specified for the DestinationArn parameter doesn't exist.");
  let isDeadLetterQueue = false;
  for await (const queue of store.list(source.key))
    isDeadLetterQueue ||= redriveOf(queue)?.deadLetterTargetArn === sourceArn;
  if (!isDeadLetterQueue) throw invalidParameterReason("Source queue must be configured as a Dead Letter Queue.");
  const tasks = await store.tasks(source.key);
  if (tasks.some(({ status }) => status === "RUNNING" || status === "CANCELLING"))
    throw unsupported(
      "There is already a task running. Only one active task is allowed for a source queue arn at a given time.",
    );
  const startedMs = clock.now();
  const { visible } = await messages.counts(source);
  const row = {
    sourceArn,
    destinationArn,
    perSecondMax,
    status: "RUNNING",
    moved: 0,
    toMove: visible,
    startedMs,
  } as const;
  await store.changeTask(source.key, startedMs, () => row, moving(source.key, startedMs, startedMs));
  return { TaskHandle: sealTask(paging, sourceArn, startedMs) };
};
