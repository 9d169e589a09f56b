// SQS's key-value tables, and how their keys are built.
import type { Key } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { MessageAttributes } from "../message.ts";
import type { MoveTaskRow } from "../move-task.ts";
import type { Queue, QueueKey, QueueRow } from "../queue.ts";

export const queues = table<QueueRow>({ name: "sqs.queues", version: 1, upgrades: {} });

export const queueRowKey = ({ account, region, name }: QueueKey): Key => [account, region, name];

export interface MessageRow {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly traceHeader?: string | undefined;
  readonly senderId: string;
  /** Virtual epoch ms. */
  readonly sentMs: number;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  /** Of a dead letter: the ARN of the queue that it comes from. */
  readonly sourceArn?: string | undefined;
}

/** What does not change, by sequence: in the order in which messages came. */
export const messages = table<MessageRow>({ name: "sqs.messages", version: 1, upgrades: {} });

export interface StateRow {
  /** It can be received from then on. */
  readonly visibleAtMs: number;
  readonly receives: number;
  readonly firstReceivedMs?: number | undefined;
  /** Of the last receive's handle. */
  readonly nonce?: string | undefined;
}

export const states = table<StateRow>({ name: "sqs.states", version: 1, upgrades: {} });

/** Messages of standard queues by when they can be received, then by sequence. */
export const order = table<object>({ name: "sqs.order", version: 1, upgrades: {} });

export interface GroupRow {
  /** No message of it is received before. */
  readonly availableAtMs: number;
  readonly headSequence: number;
}

/** Of FIFO queues: the groups that have messages. */
export const groups = table<GroupRow>({ name: "sqs.groups", version: 1, upgrades: {} });

/** Groups by when they are available, then by the sequence of their first message. */
export const groupOrder = table<object>({ name: "sqs.group-order", version: 1, upgrades: {} });

/** By group and sequence. */
export const groupMessages = table<object>({ name: "sqs.group-messages", version: 1, upgrades: {} });

/** Messages of the last five minutes by what tells them apart. */
export const deduplications = table<{ readonly id: string; readonly sequence: number; readonly untilMs: number }>({
  name: "sqs.deduplications",
  version: 1,
  upgrades: {},
});

export const moveTasks = table<MoveTaskRow>({ name: "sqs.move-tasks", version: 1, upgrades: {} });

export const prefixOf = ({ key, id }: Queue): Key => [key.account, key.region, id];

/** What is kept of a queue's messages, by table. */
export const OF_MESSAGES = [messages, states, order, groups, groupOrder, groupMessages, deduplications] as const;
