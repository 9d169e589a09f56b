// The messages of queues: sent, received, hidden, deleted, each in one transaction.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { opaque } from "../../../kit/ids.ts";
import type { Arrivals } from "../arrivals.ts";
import { secondsOf } from "../attributes.ts";
import { keyOfArn, type Queue, queueArn } from "../queue.ts";
import { redriveOf, takesFrom } from "../redrive.ts";
import type { SqsStore } from "../store.ts";
import { nextCandidates, nextVisibleAtMs } from "./candidates.ts";
import { countMessages, type QueueCounts } from "./counts.ts";
import { deduplicated, type Sent } from "./deduplication.ts";
import { deleteMessage, findMessage, putMessage, putState, regroup, type Stored } from "./message-rows.ts";
import { MessageSequence } from "./sequence.ts";
import { expireMessages, forgetDeduplications, purgeMessages, removeMessages } from "./sweep.ts";
import { type MessageRow, messages, prefixOf } from "./tables.ts";

export interface Outgoing {
  readonly message: MessageRow;
  readonly delayMs: number;
}

export interface Received extends Stored {
  readonly nonce: string;
}

export class MessageStore {
  readonly #host: ServiceHost;
  readonly #store: SqsStore;
  readonly #arrivals: Arrivals;
  readonly #sequence = new MessageSequence();
  /** Newest sequences that earlier runs left behind, by queue. */
  readonly #newest = new Map<string, Promise<number>>();
  /** Messages that a receive is about to take: others look further. */
  readonly #claimed = new Set<string>();

  constructor(host: ServiceHost, store: SqsStore, arrivals: Arrivals) {
    this.#host = host;
    this.#store = store;
    this.#arrivals = arrivals;
  }

  get #now(): number {
    return this.#host.clock.now();
  }

  /** Resolves when all of them are on disk. One that was sent before in a FIFO queue is answered as it was then. */
  async send(queue: Queue, outgoing: readonly Outgoing[]): Promise<readonly Sent[]> {
    const newest = await this.#newestOf(queue);
    const sent = await this.#host.keyvalue.transact(async (transaction) => {
      const results: Sent[] = [];
      for (const { message, delayMs } of outgoing) {
        const sequence = this.#sequence.next(this.#now, newest);
        const before = await deduplicated(transaction, queue, message, sequence, this.#now);
        results.push(before ?? { id: message.id, sequence });
        if (before) continue;
        putMessage(transaction, queue, {
          sequence,
          message,
          state: { visibleAtMs: message.sentMs + delayMs, receives: 0 },
        });
        if (queue.isFifo) await regroup(transaction, queue, message.groupId ?? "", this.#now);
      }
      return results;
    });
    this.#arrivals.happened(queue.id);
    return sent;
  }

  /** Up to `max` messages, which are hidden from others for a while. */
  async receive(queue: Queue, max: number, visibilityMs: number): Promise<readonly Received[]> {
    const candidates = await nextCandidates(this.#host.keyvalue, queue, {
      max,
      nowMs: this.#now,
      claimed: this.#claimed,
    });
    if (candidates.length === 0) return [];
    for (const sequence of candidates) this.#claimed.add(`${queue.id}/${sequence}`);
    try {
      const target = await this.#deadLetterQueueOf(queue);
      const received = await this.#host.keyvalue.transact(async (transaction) => {
        const taken: Received[] = [];
        for (const sequence of candidates) {
          const one = await this.#take(transaction, queue, sequence, visibilityMs, target);
          if (one) taken.push(one);
        }
        return taken;
      });
      // Only now are dead letters there for those who wait for them.
      if (target && received.length < candidates.length) this.#arrivals.happened(target.queue.id);
      return received;
    } finally {
      for (const sequence of candidates) this.#claimed.delete(`${queue.id}/${sequence}`);
    }
  }

  /** Undefined for one that others took meanwhile, that has expired, or that was received too often and is a dead letter now. */
  async #take(
    transaction: Transaction,
    queue: Queue,
    sequence: number,
    visibilityMs: number,
    target: DeadLetters | undefined,
  ): Promise<Received | undefined> {
    const nowMs = this.#now;
    const stored = await findMessage(transaction, queue, sequence);
    if (!stored || stored.state.visibleAtMs > nowMs) return undefined;
    const { message, state } = stored;
    const isExpired = message.sentMs + secondsOf(queue, "MessageRetentionPeriod") * 1000 <= nowMs;
    const isDead = target !== undefined && state.receives >= target.maxReceiveCount;
    if (isExpired || isDead) {
      deleteMessage(transaction, queue, stored);
      if (isDead && !isExpired) await this.#bury(transaction, queue, stored, target.queue);
      if (queue.isFifo) await regroup(transaction, queue, message.groupId ?? "", nowMs);
      return undefined;
    }
    const nonce = opaque(9);
    const after = {
      visibleAtMs: nowMs + visibilityMs,
      receives: state.receives + 1,
      firstReceivedMs: state.firstReceivedMs ?? nowMs,
      nonce,
    };
    putState(transaction, queue, stored, after);
    if (queue.isFifo) await regroup(transaction, queue, message.groupId ?? "", nowMs);
    return { sequence, message, state: after, nonce };
  }

  /** Documented: a dead letter keeps the time at which it was sent first, but for those of FIFO queues. */
  async #bury(transaction: Transaction, source: Queue, { message }: Stored, target: Queue): Promise<void> {
    const sequence = this.#sequence.next(this.#now);
    const dead: MessageRow = {
      ...message,
      sourceArn: queueArn(source.key),
      ...(source.isFifo && { sentMs: this.#now }),
    };
    putMessage(transaction, target, { sequence, message: dead, state: { visibleAtMs: this.#now, receives: 0 } });
    if (target.isFifo) await regroup(transaction, target, dead.groupId ?? "", this.#now);
  }

  async #deadLetterQueueOf(queue: Queue): Promise<DeadLetters | undefined> {
    const policy = redriveOf(queue);
    const key = policy && keyOfArn(policy.deadLetterTargetArn);
    const target = key && (await this.#store.find(key));
    if (!policy || !target || !takesFrom(target, queue.key)) return undefined;
    return { queue: target, maxReceiveCount: policy.maxReceiveCount };
  }

  /** Whether the handle was the last one of a message that is there. */
  delete(queue: Queue, sequence: number, nonce: string): Promise<boolean> {
    return this.#changing(queue, sequence, nonce, (transaction, stored) => deleteMessage(transaction, queue, stored));
  }

  /** Whether the handle was the last one of a message in flight. */
  async hide(queue: Queue, sequence: number, nonce: string, visibilityMs: number): Promise<boolean> {
    const visibleAtMs = this.#now + visibilityMs;
    const isHidden = await this.#changing(queue, sequence, nonce, (transaction, stored) => {
      if (stored.state.visibleAtMs <= this.#now) return false;
      return putState(transaction, queue, stored, { ...stored.state, visibleAtMs });
    });
    if (visibilityMs === 0) this.#arrivals.happened(queue.id);
    return isHidden;
  }

  async #changing(
    queue: Queue,
    sequence: number,
    nonce: string,
    change: (transaction: Transaction, stored: Stored) => void | false,
  ): Promise<boolean> {
    const isChanged = await this.#host.keyvalue.transact(async (transaction) => {
      const stored = await findMessage(transaction, queue, sequence);
      if (stored?.state.nonce !== nonce || change(transaction, stored) === false) return false;
      if (queue.isFifo) await regroup(transaction, queue, stored.message.groupId ?? "", this.#now);
      return true;
    });
    // The rest of the group may be received now: no sooner, for who is woken looks at once.
    if (isChanged && queue.isFifo) this.#arrivals.happened(queue.id);
    return isChanged;
  }

  async isThere(queue: Queue, sequence: number): Promise<boolean> {
    return (await findMessage(this.#host.keyvalue, queue, sequence)) !== undefined;
  }

  /** Takes messages out and gives them to other queues; answers how many. */
  async move(queue: Queue, max: number, targetOf: (message: MessageRow) => Queue | undefined): Promise<number> {
    const moved = await this.#host.keyvalue.transact(async (transaction) => {
      const targets: Queue[] = [];
      for await (const { key } of messages.scan(transaction, { prefix: prefixOf(queue), limit: max })) {
        const stored = await findMessage(transaction, queue, Number(key.at(-1)));
        const target = stored && targetOf(stored.message);
        if (!stored || !target || stored.state.visibleAtMs > this.#now) continue;
        deleteMessage(transaction, queue, stored);
        if (queue.isFifo) await regroup(transaction, queue, stored.message.groupId ?? "", this.#now);
        const { sourceArn: _source, ...message } = stored.message;
        const sequence = this.#sequence.next(this.#now);
        putMessage(transaction, target, { sequence, message, state: { visibleAtMs: this.#now, receives: 0 } });
        if (target.isFifo) await regroup(transaction, target, message.groupId ?? "", this.#now);
        targets.push(target);
      }
      return targets;
    });
    for (const { id } of new Set(moved)) this.#arrivals.happened(id);
    return moved.length;
  }

  async expire(queue: Queue): Promise<void> {
    await expireMessages(this.#host.keyvalue, queue, this.#now);
    if (queue.isFifo) await forgetDeduplications(this.#host.keyvalue, queue, this.#now);
  }

  purge(queue: Queue): Promise<void> {
    return purgeMessages(this.#host.keyvalue, queue, this.#now);
  }

  /** Of a queue that is no more. Idempotent. */
  removeAll(queue: Queue): Promise<void> {
    return removeMessages(this.#host.keyvalue, queue);
  }

  counts(queue: Queue): Promise<QueueCounts> {
    return countMessages(this.#host.keyvalue, queue, this.#now);
  }

  /** When the next message that is hidden or delayed now can be received; undefined: there is none. */
  nextVisibleAtMs(queue: Queue): Promise<number | undefined> {
    return nextVisibleAtMs(this.#host.keyvalue, queue, this.#now);
  }

  async #newestOf(queue: Queue): Promise<number> {
    const known = this.#newest.get(queue.id) ?? this.#readNewest(queue);
    this.#newest.set(queue.id, known);
    return known;
  }

  async #readNewest(queue: Queue): Promise<number> {
    const range = { prefix: prefixOf(queue), reverse: true, limit: 1 };
    for await (const { key } of messages.scan(this.#host.keyvalue, range)) return Number(key.at(-1));
    return 0;
  }
}

interface DeadLetters {
  readonly queue: Queue;
  readonly maxReceiveCount: number;
}
