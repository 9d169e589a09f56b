// What a DirectPut stream takes in a second of the clock; what comes beyond is to come again.
import type { Clock } from "../../kit/clock.ts";
import {
  DIRECT_PUT_LARGE,
  DIRECT_PUT_LARGE_REGIONS,
  DIRECT_PUT_USUAL,
  STREAMS_METERED_MAX,
  type DirectPutQuota,
} from "./limits.ts";
import type { Stream } from "./stream.ts";

export interface Throughput {
  /** Counts one request, or refuses it. */
  admitRequest(stream: Stream): boolean;
  /** Counts one record of an admitted request, or refuses it. */
  admitRecord(stream: Stream, sizeBytes: number): boolean;
}

export const unlimited: Throughput = { admitRequest: () => true, admitRecord: () => true };

interface Meter {
  second: number;
  requests: number;
  records: number;
  bytes: number;
}

/** AWS's quotas, which differ by region. */
export class DirectPutThroughput implements Throughput {
  readonly #clock: Clock;
  readonly #meters = new Map<string, Meter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  admitRequest(stream: Stream): boolean {
    const meter = this.#meter(stream);
    if (meter.requests >= quotaOf(stream.key.region).requestsPerSecond) return false;
    meter.requests++;
    return true;
  }

  admitRecord(stream: Stream, sizeBytes: number): boolean {
    const meter = this.#meter(stream);
    const { recordsPerSecond, bytesPerSecond } = quotaOf(stream.key.region);
    if (meter.records >= recordsPerSecond || meter.bytes + sizeBytes > bytesPerSecond) return false;
    meter.records++;
    meter.bytes += sizeBytes;
    return true;
  }

  #meter({ id }: Stream): Meter {
    const second = Math.floor(this.#clock.now() / 1000);
    let meter = this.#meters.get(id);
    if (!meter) {
      if (this.#meters.size >= STREAMS_METERED_MAX) this.#meters.clear();
      meter = { second, requests: 0, records: 0, bytes: 0 };
      this.#meters.set(id, meter);
    }
    if (meter.second !== second) Object.assign(meter, { second, requests: 0, records: 0, bytes: 0 });
    return meter;
  }
}

export const quotaOf = (region: string): DirectPutQuota =>
  DIRECT_PUT_LARGE_REGIONS.includes(region) ? DIRECT_PUT_LARGE : DIRECT_PUT_USUAL;
