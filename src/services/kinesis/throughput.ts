// The throughput that a shard is provisioned with: what it takes and gives in a second of the clock.
import type { Clock } from "../../kit/clock.ts";
import {
  SHARD_READ_BYTES_PER_SECOND_MAX,
  SHARD_READ_CALLS_PER_SECOND_MAX,
  SHARD_WRITE_BYTES_PER_SECOND_MAX,
  SHARD_WRITE_RECORDS_PER_SECOND_MAX,
  SHARDS_METERED_MAX,
} from "./limits.ts";

/** Shards go by their log's name. */
export interface Throughput {
  /** Counts one record, or refuses it. */
  admitWrite(shard: string, sizeBytes: number): boolean;
  /** Counts one GetRecords call, or refuses it. */
  admitRead(shard: string): boolean;
  /** Counts what a call returned against the calls that follow. */
  countRead(shard: string, sizeBytes: number): void;
}

export const unlimited: Throughput = {
  admitWrite: () => true,
  admitRead: () => true,
  countRead: () => undefined,
};

interface Meter {
  second: number;
  records: number;
  bytes: number;
  calls: number;
  /** When what was read would have been read at the shard's rate. Virtual epoch ms. */
  readUntilMs: number;
}

/** AWS's limits of a provisioned shard. */
export class ProvisionedThroughput implements Throughput {
  readonly #clock: Clock;
  readonly #meters = new Map<string, Meter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  admitWrite(shard: string, sizeBytes: number): boolean {
    const meter = this.#meter(shard);
    if (meter.records + 1 > SHARD_WRITE_RECORDS_PER_SECOND_MAX) return false;
    if (meter.records > 0 && meter.bytes + sizeBytes > SHARD_WRITE_BYTES_PER_SECOND_MAX) return false;
    meter.records += 1;
    meter.bytes += sizeBytes;
    return true;
  }

  admitRead(shard: string): boolean {
    const meter = this.#meter(shard);
    if (meter.calls + 1 > SHARD_READ_CALLS_PER_SECOND_MAX) return false;
    if (meter.readUntilMs - this.#clock.now() >= 1000) return false;
    meter.calls += 1;
    return true;
  }

  countRead(shard: string, sizeBytes: number): void {
    const meter = this.#meter(shard);
    const durationMs = (sizeBytes / SHARD_READ_BYTES_PER_SECOND_MAX) * 1000;
    meter.readUntilMs = Math.max(meter.readUntilMs, this.#clock.now()) + durationMs;
  }

  #meter(shard: string): Meter {
    const second = Math.floor(this.#clock.now() / 1000);
    let meter = this.#meters.get(shard);
    if (!meter) {
      if (this.#meters.size >= SHARDS_METERED_MAX) this.#meters.clear();
      meter = { second, records: 0, bytes: 0, calls: 0, readUntilMs: 0 };
      this.#meters.set(shard, meter);
    }
    if (meter.second !== second) {
      // A clock that was moved back forgets what was read ahead of it.
      if (second < meter.second) meter.readUntilMs = 0;
      Object.assign(meter, { second, records: 0, bytes: 0, calls: 0 });
    }
    return meter;
  }
}
