// One shard: its segments, oldest first, and what is known of its end.
import { mkdir, readdir, rm, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { EngineError } from "../../kit/errors.ts";
import { syncFolder } from "../sync-folder.ts";
import { encodeFrame, type Frame, recordsOf } from "./frame.ts";
import type { AppendResult, LogRecord, ReadOptions, ShardBounds, StoredRecord } from "./log.ts";
import { isSegmentName, Segment, type SegmentResources, UNFINISHED_NAME } from "./segment.ts";
import { Tail, type TailCache } from "./tail-cache.ts";
import { Waiters } from "./waiters.ts";

const SEGMENT_MAX_BYTES = 64 * 1024 * 1024;
/** Appends that meet in a commit share frames up to about this size, so that readers need not take in more at once. */
const FRAME_TARGET_BYTES = 256 * 1024;

export interface ShardResources extends SegmentResources {
  readonly tails: TailCache;
}

/** Appends as they will stand once durable. */
export interface Staged {
  readonly segment: Segment;
  readonly bytes: Buffer;
  readonly frames: readonly Frame[];
  readonly results: readonly AppendResult[];
}

export class Shard {
  readonly #folder: string;
  readonly #resources: ShardResources;
  readonly #segments: Segment[];
  readonly #tail = new Tail();
  readonly #waiters = new Waiters();
  #next: number;
  #lastTimestampMs: number;
  /** Why nothing more is taken. */
  #ended: EngineError | undefined;

  private constructor(
    folder: string,
    resources: ShardResources,
    segments: Segment[],
    next: number,
    lastTimestampMs: number,
  ) {
    this.#folder = folder;
    this.#resources = resources;
    this.#segments = segments;
    this.#next = next;
    this.#lastTimestampMs = lastTimestampMs;
  }

  /** A shard without a folder is empty. */
  static async open(folder: string, resources: ShardResources): Promise<Shard> {
    const names = await readdir(folder).catch(absent);
    const segments: Segment[] = [];
    for (const name of names.filter(isSegmentName).toSorted())
      segments.push(await Segment.open(join(folder, name), resources));
    if (names.includes(UNFINISHED_NAME)) await unlink(join(folder, UNFINISHED_NAME));
    const recovered = await segments.at(-1)?.recover();
    return new Shard(folder, resources, segments, recovered?.next ?? 0, recovered?.lastTimestampMs ?? 0);
  }

  get bounds(): ShardBounds {
    return { first: this.#segments[0]?.first ?? 0, next: this.#next };
  }

  get waiters(): Waiters {
    return this.#waiters;
  }

  /** Gives the appends their positions and timestamps. Changes nothing that is seen. */
  async stage(appends: readonly (readonly LogRecord[])[]): Promise<Staged> {
    if (this.#ended) throw this.#ended;
    const segment = await this.#segmentToWrite();
    const frames: Frame[] = [];
    const results: AppendResult[] = [];
    let next = this.#next;
    let lastTimestampMs = this.#lastTimestampMs;
    for (const group of inFrames(appends)) {
      const records: LogRecord[] = [];
      const timestampsMs: number[] = [];
      for (const append of group) {
        const own = append.map((record) => (lastTimestampMs = Math.max(lastTimestampMs, record.timestampMs)));
        results.push({ first: next + records.length, timestampsMs: own });
        records.push(...append);
        timestampsMs.push(...own);
      }
      if (records.length > 0)
        frames.push(encodeFrame(records, { first: next, timestampsMs, salt: segment.header.salt }));
      next += records.length;
    }
    const [only] = frames;
    const bytes = only && frames.length === 1 ? only.bytes : Buffer.concat(frames.map((frame) => frame.bytes));
    return { segment, frames, results, bytes };
  }

  /** The staged appends are durable: now they are seen. */
  commit({ segment, frames }: Staged): void {
    for (const frame of frames) {
      segment.advance(frame);
      this.#resources.tails.add(this.#tail, frame);
      this.#next = frame.first + frame.count;
      this.#lastTimestampMs = frame.lastTimestampMs;
    }
    this.#waiters.reached(this.#next);
  }

  /** What was written may or may not be on disk, so nothing can follow it. */
  break(cause: unknown): void {
    this.#ended = new EngineError("log", "unavailable", "An earlier write failed; the shard takes no more.", { cause });
  }

  /** The shard was deleted or the log is closing. */
  end(error: EngineError): void {
    this.#ended = error;
    this.#waiters.end(error);
  }

  async read({ from, recordsMax, sizeMaxBytes }: ReadOptions): Promise<StoredRecord[]> {
    const taken: StoredRecord[] = [];
    const end = this.#next;
    let sizeBytes = 0;
    const take = (frame: Frame): boolean => {
      for (const record of recordsOf(frame, from)) {
        sizeBytes += record.data.length + Buffer.byteLength(record.key);
        const full = taken.length >= recordsMax || (taken.length > 0 && sizeBytes > sizeMaxBytes);
        if (full || record.position >= end) return false;
        taken.push(record);
      }
      return true;
    };
    if (from >= this.#tail.first) {
      for (const frame of this.#tail.from(from)) if (!take(frame)) break;
      return taken;
    }
    for await (const frame of this.#framesFrom(from, end)) if (!take(frame)) break;
    if (this.#ended?.kind === "not-found") throw this.#ended;
    return taken;
  }

  async positionAt(timestampMs: number): Promise<number> {
    const end = this.#next;
    if (timestampMs > this.#lastTimestampMs) return end;
    const at = this.#segments.findLastIndex(({ header }) => header.previousTimestampMs < timestampMs);
    for (const segment of this.#segments.slice(Math.max(at, 0))) {
      for await (const frame of segment.framesSince(timestampMs)) {
        for (const record of recordsOf(frame, frame.first))
          if (record.timestampMs >= timestampMs) return Math.min(record.position, end);
      }
    }
    return end;
  }

  /** Forgets whole segments before `position`; returns them to be removed. Not while appends are under way. */
  async trim(position: number): Promise<Segment[]> {
    const whole = this.#segments.filter((_, at) => (this.#segments[at + 1]?.first ?? Infinity) <= position).length;
    const last = this.#segments.at(-1);
    const wholly = position >= this.#next && last !== undefined && this.#next > last.first;
    if (wholly) await this.#roll();
    return this.#segments.splice(0, wholly ? this.#segments.length - 1 : whole);
  }

  async remove(): Promise<void> {
    for (const { path } of this.#segments.splice(0)) await this.#resources.handles.forget(path);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async *#framesFrom(position: number, end: number): AsyncIterable<Frame> {
    let next = Math.max(position, this.bounds.first);
    while (next < end) {
      const segment = this.#segments.findLast(({ first }) => first <= next) ?? this.#segments[0];
      if (!segment) return;
      const before = next;
      try {
        for await (const frame of segment.framesFrom(next)) {
          yield frame;
          next = frame.first + frame.count;
          if (next >= end) return;
        }
      } catch (error) {
        if (this.#segments.includes(segment)) throw error;
      }
      // Trimmed meanwhile: goes on with the oldest that is left.
      next = Math.max(next, this.bounds.first);
      if (next === before) throw new EngineError("log", "corrupt", `${segment.path} does not hold position ${next}.`);
    }
  }

  async #segmentToWrite(): Promise<Segment> {
    const last = this.#segments.at(-1);
    if (last && last.sizeBytes < SEGMENT_MAX_BYTES) return last;
    return this.#roll();
  }

  async #roll(): Promise<Segment> {
    const last = this.#segments.at(-1);
    if (!last) {
      await mkdir(this.#folder, { recursive: true });
      await syncFolder(dirname(this.#folder));
    }
    const segment = await Segment.create(this.#folder, this.#next, this.#lastTimestampMs, this.#resources);
    this.#segments.push(segment);
    await last?.finish();
    return segment;
  }
}

/** Groups whole appends into frames. */
function* inFrames(appends: readonly (readonly LogRecord[])[]): Iterable<readonly (readonly LogRecord[])[]> {
  let group: (readonly LogRecord[])[] = [];
  let sizeBytes = 0;
  for (const append of appends) {
    const appendBytes = append.reduce((sum, { data }) => sum + data.length, 0);
    if (group.length > 0 && sizeBytes + appendBytes > FRAME_TARGET_BYTES) {
      yield group;
      group = [];
      sizeBytes = 0;
    }
    group.push(append);
    sizeBytes += appendBytes;
  }
  if (group.length > 0) yield group;
}

function absent(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
