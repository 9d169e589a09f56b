// Who is subscribed to which shard. In memory: a subscription is a connection and ends with it.
import type { Clock, Timer } from "../../kit/clock.ts";
import type { AwsError } from "../../kit/errors.ts";
import { RESUBSCRIBE_AFTER_MS, SUBSCRIPTION_LIFE_MS, SUBSCRIPTIONS_MAX } from "./limits.ts";

/** One SubscribeToShard call, from its acceptance to its end. */
export class Subscription {
  readonly startedAtMs: number;
  readonly #ended = new AbortController();
  readonly #expiry: Timer;
  /** What its reader is told; undefined when it ended as planned. */
  #error: AwsError | undefined;

  constructor(clock: Clock) {
    this.startedAtMs = clock.now();
    this.#expiry = clock.at(this.startedAtMs + SUBSCRIPTION_LIFE_MS, () => this.end());
  }

  /** Aborts at the end, whatever the reason. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  get error(): AwsError | undefined {
    return this.#error;
  }

  end(error?: AwsError): void {
    if (this.signal.aborted) return;
    this.#error = error;
    this.#expiry.cancel();
    this.#ended.abort();
  }
}

export class Subscriptions {
  readonly #clock: Clock;
  /** The last one of each consumer and shard, by their names. */
  readonly #last = new Map<string, Subscription>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Documented: within 5 seconds of a successful call another one is refused; afterwards it takes over, and the former
   * subscription fails. `inUse`: what either of them is told. The caller ends it when its client goes away.
   */
  begin(consumerArn: string, shardId: string, inUse: () => AwsError): Subscription {
    const name = `${consumerArn}/${shardId}`;
    const former = this.#last.get(name);
    const elapsedMs = former && this.#clock.now() - former.startedAtMs;
    if (elapsedMs !== undefined && elapsedMs >= 0 && elapsedMs < RESUBSCRIBE_AFTER_MS) throw inUse();
    former?.end(inUse());
    const subscription = new Subscription(this.#clock);
    this.#last.delete(name);
    this.#last.set(name, subscription);
    if (this.#last.size > SUBSCRIPTIONS_MAX) this.#forgetEnded();
    return subscription;
  }

  /** Of a consumer that is deregistered. */
  endAll(consumerArn: string, error: AwsError): void {
    for (const [name, subscription] of this.#last) {
      if (!name.startsWith(`${consumerArn}/`)) continue;
      subscription.end(error);
      this.#last.delete(name);
    }
  }

  #forgetEnded(): void {
    for (const [name, { signal }] of this.#last) if (signal.aborted) this.#last.delete(name);
  }
}
