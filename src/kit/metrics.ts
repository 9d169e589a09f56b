// What services count of themselves: added to on hot paths at nearly no cost, given to CloudWatch each minute of the clock.
import type { StandardUnit } from "@aws-sdk/client-cloudwatch";
import type { Clock, Timer } from "./clock.ts";
import { Distribution } from "./distribution.ts";

const MINUTE_MS = 60_000;
/** Counters that are added to within a minute; what others count in it is lost. */
const COUNTERS_MAX = 100_000;

/** A metric as CloudWatch knows it. */
export interface MetricIdentity {
  readonly account: string;
  readonly region: string;
  /** `AWS/Kinesis`. */
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit: StandardUnit;
}

/** What came of a metric in one period. */
export interface MetricPoint extends MetricIdentity {
  /** Virtual epoch ms within the period. */
  readonly atMs: number;
  readonly distribution: Distribution;
  /** Kept by the second, too. */
  readonly isHighResolution?: boolean;
}

/** Where points go; CloudWatch offers it to the platform. Resolves when they are on disk. */
export interface MetricSink {
  record(points: readonly MetricPoint[]): Promise<void>;
}

export interface Metrics extends MetricSink {
  /** For as long as the caller keeps it; two of the same metric are added up. */
  counter(identity: MetricIdentity): Counter;
}

export interface Counter {
  /** Never waits and never fails. */
  add(value: number, count?: number): void;
}

/** Collects what is counted, and gives it to the sink when its minute has passed. */
export class Meter implements Metrics {
  readonly #clock: Clock;
  readonly #sink: MetricSink;
  readonly #onFailure: (error: unknown) => void;
  #counted = new Map<MetricIdentity, Distribution>();
  /** Changes with every flush, so that counters begin anew. */
  #round = 0;
  #minuteMs = 0;
  #timer: Timer | undefined;
  #flushing: Promise<void> = Promise.resolve();

  constructor(clock: Clock, sink: MetricSink, onFailure: (error: unknown) => void) {
    this.#clock = clock;
    this.#sink = sink;
    this.#onFailure = onFailure;
  }

  counter(identity: MetricIdentity): Counter {
    let round = -1;
    let distribution: Distribution | undefined;
    const add = (value: number, count?: number): void => {
      if (round !== this.#round) {
        distribution = this.#begin(identity);
        round = this.#round;
      }
      distribution?.add(value, count);
    };
    return { add };
  }

  record(points: readonly MetricPoint[]): Promise<void> {
    return this.#sink.record(points);
  }

  /** Resolves when everything that was counted before is with the sink. */
  flush(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const counted = this.#counted;
    if (counted.size === 0) return this.#flushing;
    const atMs = this.#minuteMs;
    this.#counted = new Map();
    this.#round += 1;
    const points = [...counted].map(([identity, distribution]) => ({ ...identity, atMs, distribution }));
    this.#flushing = this.#flushing.then(() => this.#sink.record(points)).catch(this.#onFailure);
    return this.#flushing;
  }

  /** Resolves when nothing is on its way to the sink. */
  settled(): Promise<void> {
    return this.#flushing;
  }

  #begin(identity: MetricIdentity): Distribution | undefined {
    if (this.#counted.size >= COUNTERS_MAX) return undefined;
    if (!this.#timer) {
      this.#minuteMs = Math.floor(this.#clock.now() / MINUTE_MS) * MINUTE_MS;
      this.#timer = this.#clock.at(this.#minuteMs + MINUTE_MS, () => void this.flush());
    }
    const distribution = new Distribution();
    this.#counted.set(identity, distribution);
    return distribution;
  }
}
