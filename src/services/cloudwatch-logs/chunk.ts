// Chunks: the events of one PutLogEvents that fall into one minute, stored together, compressed and perhaps encrypted.
import { createCipheriv, createDecipheriv } from "node:crypto";
import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import { bytes } from "../../kit/ids.ts";
import type { LogEvent } from "./event.ts";
import { COMPRESSED_FROM_BYTES, EVENT_OVERHEAD_BYTES } from "./limits.ts";

const MINUTE_MS = 60_000;
const LEVEL = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What is known of a chunk without reading it. */
export interface ChunkRef {
  readonly minuteMs: number;
  readonly streamId: string;
  readonly order: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly ingestionMs: number;
  /** As events count: messages and what AWS adds for each. */
  readonly sizeBytes: number;
}

export interface ChunkBody {
  readonly data: Uint8Array;
  readonly isDeflated: boolean;
  /** Of the data key that it is sealed under. */
  readonly dataKeyId?: string | undefined;
}

export interface DataKey {
  readonly id: string;
  readonly key: Uint8Array;
}

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

export const minuteOf = (timestampMs: number): number => Math.floor(timestampMs / MINUTE_MS) * MINUTE_MS;

export const sizeOf = ({ message }: LogEvent): number => Buffer.byteLength(message) + EVENT_OVERHEAD_BYTES;

/** Events in the order of their times, by the minute. */
export function byMinute(events: readonly LogEvent[]): readonly (readonly LogEvent[])[] {
  const minutes: LogEvent[][] = [];
  let current = NaN;
  for (const event of events) {
    const minute = minuteOf(event.timestampMs);
    if (minute === current) minutes.at(-1)?.push(event);
    else minutes.push([event]);
    current = minute;
  }
  return minutes;
}

/** `about` is bound to the sealed bytes: where they stand. */
export async function packChunk(
  events: readonly LogEvent[],
  dataKey: DataKey | undefined,
  about: string,
): Promise<ChunkBody> {
  const [{ timestampMs: base } = { timestampMs: 0 }] = events;
  const plain = Buffer.from(
    JSON.stringify([base, ...events.flatMap(({ timestampMs, message }) => [timestampMs - base, message])]),
  );
  const isDeflated = plain.length >= COMPRESSED_FROM_BYTES;
  const packed = isDeflated ? await deflate(plain, { level: LEVEL }) : plain;
  if (!dataKey) return { data: packed, isDeflated };
  const nonce = bytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", dataKey.key, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(packed), cipher.final()]);
  return { data: Buffer.concat([nonce, cipher.getAuthTag(), sealed]), isDeflated, dataKeyId: dataKey.id };
}

/** `key` is given when the body has a `dataKeyId`. */
export async function unpackChunk(
  { data, isDeflated }: ChunkBody,
  key: Uint8Array | undefined,
  about: string,
): Promise<LogEvent[]> {
  const packed = key ? opened(data, key, about) : data;
  const plain = isDeflated ? await inflate(packed) : packed;
  const [base = 0, ...rest] = JSON.parse(Buffer.from(plain).toString()) as (number | string)[];
  const events: LogEvent[] = [];
  for (let at = 0; at < rest.length; at += 2)
    events.push({ timestampMs: Number(base) + Number(rest[at]), message: String(rest[at + 1]) });
  return events;
}

function opened(data: Uint8Array, key: Uint8Array, about: string): Uint8Array {
  const decipher = createDecipheriv("aes-256-gcm", key, data.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(about)).setAuthTag(data.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(data.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}
