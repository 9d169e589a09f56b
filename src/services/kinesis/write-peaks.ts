// How fast on-demand streams are written: the busiest second since it was last asked for, and of the last 30 days.
import type { Clock } from "../../kit/clock.ts";
import {
  DAY_MS,
  PEAK_DAYS,
  SHARD_WRITE_BYTES_PER_SECOND_MAX,
  SHARD_WRITE_RECORDS_PER_SECOND_MAX,
  STREAMS_METERED_MAX,
} from "./limits.ts";

export interface Peak {
  readonly bytes: number;
  readonly records: number;
}

/** Of one day, counted from the epoch. */
export interface DayPeak extends Peak {
  readonly day: number;
}

interface Meter {
  second: number;
  bytes: number;
  records: number;
  peakBytes: number;
  peakRecords: number;
}

/** In memory: a crash forgets what was written since the last look. */
export class WritePeaks {
  readonly #clock: Clock;
  /** By the stream's id. */
  readonly #meters = new Map<string, Meter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts what was offered, also when a shard refuses it. */
  count(streamId: string, records: number, bytes: number): void {
    const second = Math.floor(this.#clock.now() / 1000);
    let meter = this.#meters.get(streamId);
    if (!meter) {
      if (this.#meters.size >= STREAMS_METERED_MAX) this.#meters.clear();
      meter = { second, bytes: 0, records: 0, peakBytes: 0, peakRecords: 0 };
      this.#meters.set(streamId, meter);
    }
    if (meter.second !== second) Object.assign(meter, { second, bytes: 0, records: 0 });
    meter.bytes += bytes;
    meter.records += records;
    meter.peakBytes = Math.max(meter.peakBytes, meter.bytes);
    meter.peakRecords = Math.max(meter.peakRecords, meter.records);
  }

  take(streamId: string): Peak {
    const meter = this.#meters.get(streamId);
    this.#meters.delete(streamId);
    return { bytes: meter?.peakBytes ?? 0, records: meter?.peakRecords ?? 0 };
  }
}

/** The days' peaks with `peak` among those of today; the same array when nothing changes. */
export function withPeak(days: readonly DayPeak[], peak: Peak, nowMs: number): readonly DayPeak[] {
  const today = Math.floor(nowMs / DAY_MS);
  const recent = days.every(({ day }) => day > today - PEAK_DAYS)
    ? days
    : days.filter(({ day }) => day > today - PEAK_DAYS);
  const known = recent.find(({ day }) => day === today);
  const bytes = Math.max(peak.bytes, known?.bytes ?? 0);
  const records = Math.max(peak.records, known?.records ?? 0);
  if (bytes === (known?.bytes ?? 0) && records === (known?.records ?? 0)) return recent;
  return [...recent.filter(({ day }) => day !== today), { day: today, bytes, records }];
}

/** How many shards the peak fills. */
export const shardsFilled = (days: readonly Peak[]): number =>
  Math.max(
    0,
    ...days.map(({ bytes }) => bytes / SHARD_WRITE_BYTES_PER_SECOND_MAX),
    ...days.map(({ records }) => records / SHARD_WRITE_RECORDS_PER_SECOND_MAX),
  );
