// What becomes of messages by themselves: expired ones go, those of queues that are gone go, move tasks move theirs.
import type { JobHandler } from "../../kit/service.ts";
import type { SqsContext } from "./context.ts";
import { EXPIRY_INTERVAL_MS, MOVED_AT_ONCE } from "./limits.ts";
import { keyOfArn, type Queue, queueArn } from "./queue.ts";
import type { MovePayload, QueuePayload } from "./timers.ts";

const SECOND_MS = 1000;

export const lifecycleJobs: Readonly<Record<string, JobHandler<SqsContext>>> = {
  "expire-messages": async ({ payload }, { store, messages, clock }) => {
    const { key, queueId } = payload as QueuePayload;
    const queue = await store.find(key);
    if (queue?.id !== queueId) return undefined;
    await messages.expire(queue);
    return { againAtMs: clock.now() + EXPIRY_INTERVAL_MS };
  },

  "remove-messages": async ({ payload }, { messages }) => messages.removeAll(payload as Queue),

  "move-messages": async ({ payload }, context) => {
    const { key, startedMs } = payload as MovePayload;
    const { store, messages, clock } = context;
    const [task, source] = [(await store.tasks(key)).find((one) => one.startedMs === startedMs), await store.find(key)];
    if (task?.status === "CANCELLING")
      await store.changeTask(key, startedMs, (row) => row && { ...row, status: "CANCELLED" });
    if (task?.status !== "RUNNING" || !source) return undefined;
    const targets = await targetsOf(task.destinationArn, source, context);
    const perSecond = task.perSecondMax ?? MOVED_AT_ONCE;
    const moved = await messages.move(source, Math.min(perSecond, MOVED_AT_ONCE), targets);
    const isDone = moved === 0;
    await store.changeTask(
      key,
      startedMs,
      (row) =>
        row && { ...row, moved: row.moved + moved, ...(isDone && row.status === "RUNNING" && { status: "COMPLETED" }) },
    );
    return isDone ? undefined : { againAtMs: clock.now() + (task.perSecondMax === undefined ? 0 : SECOND_MS) };
  },
};

/** Where a message goes: the task's destination, or the queue that it comes from. */
async function targetsOf(
  destinationArn: string | undefined,
  source: Queue,
  { store }: SqsContext,
): Promise<(message: { readonly sourceArn?: string | undefined }) => Queue | undefined> {
  const known = new Map<string, Queue>();
  if (destinationArn !== undefined) {
    const key = keyOfArn(destinationArn);
    const queue = key && (await store.find(key));
    return () => queue;
  }
  for await (const queue of store.list(source.key)) known.set(queueArn(queue.key), queue);
  return ({ sourceArn = "" }) => known.get(sourceArn);
}
