// The points of metrics: what came in each period, added up as it comes in, and coarser as it grows older.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { StandardUnit } from "@aws-sdk/client-cloudwatch";
import { Distribution } from "../../../kit/distribution.ts";
import type { MetricPoint, MetricSink } from "../../../kit/metrics.ts";
import { throttled } from "../errors.ts";
import { POINTS_WAITING_MAX, POINTS_WRITTEN_MAX, ROLL_UP_INTERVAL_MS, ROLLED_UP_MAX, TIERS } from "../limits.ts";
import type { Place } from "../metric.ts";
import type { Metric, MetricRow, MetricStore } from "./metrics.ts";

interface PointRow {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** Value and count in turns; undefined when they are not known. */
  readonly values?: readonly number[];
}

export interface Point {
  /** Virtual epoch ms at which its period begins. */
  readonly startMs: number;
  readonly unit: StandardUnit;
  readonly distribution: Distribution;
}

const points = table<PointRow>({ name: "cloudwatch.points", version: 1, upgrades: {} });

interface Waiting {
  readonly points: readonly MetricPoint[];
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

/** Points that belong together, before they are added to what is stored. */
interface Addition {
  readonly metric: MetricPoint;
  readonly seconds: number;
  readonly startMs: number;
  readonly distribution: Distribution;
}

export class PointStore implements MetricSink {
  readonly #host: ServiceHost;
  readonly #metrics: MetricStore;
  #waiting: Waiting[] = [];
  #waitingPoints = 0;
  #writing = false;
  /** Places whose roll-up is known to be scheduled. */
  readonly #scheduled = new Set<string>();

  constructor(host: ServiceHost, metrics: MetricStore) {
    this.#host = host;
    this.#metrics = metrics;
  }

  /** Writers that come while a transaction runs share the next one, so that points of one metric do not get in each other's way. */
  record(added: readonly MetricPoint[]): Promise<void> {
    if (added.length === 0) return Promise.resolve();
    if (this.#waitingPoints + added.length > POINTS_WAITING_MAX) throw throttled();
    this.#waitingPoints += added.length;
    return new Promise((written, failed) => {
      this.#waiting.push({ points: added, written, failed });
      if (!this.#writing) void this.#write();
    });
  }

  /** Of one period's length, in their order. `fromMs` inclusive, `untilMs` exclusive. */
  async *read(metric: Metric, seconds: number, fromMs: number, untilMs: number): AsyncGenerator<Point> {
    const prefix = [metric.account, metric.region, metric.id, seconds];
    for await (const { key, row } of points.scan(this.#host.keyvalue, { prefix, from: [...prefix, fromMs] })) {
      const startMs = Number(key[4]);
      if (startMs >= untilMs) return;
      yield { startMs, unit: String(key[5]) as StandardUnit, distribution: distributionOf(row) };
    }
  }

  /** Makes the points of a place coarser that have outlived their tier, and forgets those of the last one. */
  async rollUp(place: Place, nowMs: number, signal: AbortSignal): Promise<void> {
    for await (const metric of this.#metrics.list(place))
      for (const [index, { seconds, keptMs }] of TIERS.entries())
        for (let left = true; left && !signal.aborted;)
          left = await this.#rollUpSome(metric, seconds, nowMs - keptMs, TIERS[index + 1]?.seconds);
  }

  /** Whether there may be more. */
  #rollUpSome(metric: Metric, seconds: number, beforeMs: number, coarser: number | undefined): Promise<boolean> {
    const prefix = [metric.account, metric.region, metric.id, seconds];
    return this.#host.keyvalue.transact(async (transaction) => {
      let rolled = 0;
      const kept = new Map<string, { startMs: number; unit: string; distribution: Distribution }>();
      for await (const { key, row } of points.scan(transaction, { prefix, limit: ROLLED_UP_MAX })) {
        const [, , , , at, unit] = key;
        if (Number(at) + seconds * 1000 > beforeMs) break;
        points.delete(transaction, key);
        rolled += 1;
        // What was kept by the second is in the minutes already.
        if (coarser === undefined || seconds === 1) continue;
        const startMs = startOf(Number(at), coarser);
        const group = kept.get(`${startMs} ${unit}`) ?? {
          startMs,
          unit: String(unit),
          distribution: new Distribution(),
        };
        group.distribution.addAll(distributionOf(row));
        kept.set(`${startMs} ${unit}`, group);
      }
      for (const { startMs, unit, distribution } of kept.values())
        await add(transaction, [...prefix.slice(0, 3), coarser ?? 0, startMs, unit], distribution);
      return rolled === ROLLED_UP_MAX;
    });
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#take();
      try {
        await this.#commit(batch.flatMap((waiting) => waiting.points));
        for (const { written } of batch) written();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = false;
  }

  #take(): Waiting[] {
    let count = 0;
    let size = 0;
    for (const waiting of this.#waiting) {
      if (count > 0 && size + waiting.points.length > POINTS_WRITTEN_MAX) break;
      size += waiting.points.length;
      count += 1;
    }
    this.#waitingPoints -= size;
    return this.#waiting.splice(0, count);
  }

  async #commit(added: readonly MetricPoint[]): Promise<void> {
    const additions = added.flatMap(additionsOf);
    const places = [...new Map(added.map((point) => [placeText(point), point])).values()].filter(
      (place) => !this.#scheduled.has(placeText(place)),
    );
    const noted = await this.#host.keyvalue.transact(async (transaction) => {
      const rows: (readonly [MetricPoint, MetricRow])[] = [];
      for (const { metric, seconds, startMs, distribution } of additions) {
        const row = await this.#metrics.noted(transaction, metric, metric.atMs);
        await add(transaction, [metric.account, metric.region, row.id, seconds, startMs, metric.unit], distribution);
        rows.push([metric, row]);
      }
      for (const place of places) await this.#scheduleRollUp(place, transaction);
      return rows;
    });
    for (const place of places) this.#scheduled.add(placeText(place));
    for (const [metric, row] of noted) this.#metrics.remember(metric, row);
  }

  async #scheduleRollUp({ account, region }: Place, transaction: Transaction): Promise<void> {
    // A multiple, so that setting it again after a restart does not put it off.
    const dueMs = (Math.floor(this.#host.clock.now() / ROLL_UP_INTERVAL_MS) + 1) * ROLL_UP_INTERVAL_MS;
    const timer = { kind: "roll-up", key: `${account}/${region}`, dueMs, payload: { account, region } };
    await this.#host.jobs.schedule(timer, transaction);
  }
}

const placeText = ({ account, region }: Place): string => `${account}/${region}`;
const startOf = (atMs: number, seconds: number): number => Math.floor(atMs / (seconds * 1000)) * seconds * 1000;

/** By the minute, and by the second, too, for those of high resolution. */
function additionsOf(metric: MetricPoint): Addition[] {
  const { atMs, distribution, isHighResolution } = metric;
  if (distribution.count === 0) return [];
  return (isHighResolution === true ? [60, 1] : [60]).map((seconds) => ({
    metric,
    seconds,
    startMs: startOf(atMs, seconds),
    distribution,
  }));
}

async function add(transaction: Transaction, key: readonly (string | number)[], distribution: Distribution) {
  const stored = await points.get(transaction, key);
  const sum = stored ? distributionOf(stored) : new Distribution();
  sum.addAll(distribution);
  points.put(transaction, key, rowOf(sum));
}

function distributionOf({ count, sum, min, max, values }: PointRow): Distribution {
  const distribution = new Distribution();
  if (!values) {
    distribution.addSet({ count, sum, min, max });
    return distribution;
  }
  const map = new Map<number, number>();
  for (let at = 0; at < values.length; at += 2) map.set(values[at] ?? 0, values[at + 1] ?? 0);
  distribution.addAll({ count, sum, min, max, values: map });
  return distribution;
}

const rowOf = ({ count, sum, min, max, values }: Distribution): PointRow => ({
  count,
  sum,
  min,
  max,
  ...(values && { values: [...values].flat() }),
});
