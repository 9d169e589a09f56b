// One file of a shard: a header, frames one after the other, then zeros written ahead so that a commit changes no metadata.
//
// Header, 64 bytes, little-endian: "FBLOGSEG", u32 format version, u32 salt, f64 first position, f64 timestamp of the shard's last
// record before this segment, u32 CRC-32 of the 32 bytes before it, zeros.
import { open, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import { EngineError } from "../../kit/errors.ts";
import { bytes as randomBytes } from "../../kit/ids.ts";
import { syncFolder } from "../sync-folder.ts";
import { writeWhole } from "../write-whole.ts";
import { type FileHandles, WRITES_ARE_SYNCED } from "../file-handles.ts";
import { decodeFrame, type Frame, FRAME_HEADER_BYTES, frameSize } from "./frame.ts";
import { type IndexCache, SegmentIndex } from "./segment-index.ts";

const MAGIC = "FBLOGSEG";
const FORMAT_VERSION = 1;
const HEADER_BYTES = 64;
const AHEAD_MIN_BYTES = 64 * 1024;
const AHEAD_MAX_BYTES = 1024 * 1024;
/** Writes of this size gain nothing from zeros: what allocating costs is little beside them. */
const LARGE_WRITE_BYTES = 64 * 1024;
const READ_BYTES = 256 * 1024;
const SUFFIX = ".segment";

interface Header {
  readonly salt: number;
  readonly first: number;
  /** Of the shard's last record before this segment; 0 when there was none. */
  readonly previousTimestampMs: number;
}

/** What a scan of the whole file found. */
interface Scanned {
  readonly endBytes: number;
  readonly next: number;
  readonly lastTimestampMs: number;
}

const segmentName = (first: number): string => `${String(first).padStart(16, "0")}${SUFFIX}`;

export const isSegmentName = (name: string): boolean => name.endsWith(SUFFIX);

/** A segment on its way to being one. */
export const UNFINISHED_NAME = "new";

export interface SegmentResources {
  readonly handles: FileHandles;
  readonly indexes: IndexCache;
}

export class Segment {
  readonly path: string;
  readonly header: Header;
  readonly #handles: FileHandles;
  readonly #indexes: IndexCache;
  #index: SegmentIndex | undefined;
  #isWritten = false;
  /** Where the next frame goes. Only known of a segment that is written to. */
  #endBytes = 0;
  /** How far the file is written ahead with zeros. */
  #aheadBytes = 0;

  private constructor(path: string, header: Header, { handles, indexes }: SegmentResources) {
    this.path = path;
    this.header = header;
    this.#handles = handles;
    this.#indexes = indexes;
  }

  get first(): number {
    return this.header.first;
  }

  get sizeBytes(): number {
    return this.#endBytes;
  }

  /** A new, empty segment, durable when resolved. */
  static async create(
    folder: string,
    first: number,
    previousTimestampMs: number,
    resources: SegmentResources,
  ): Promise<Segment> {
    const header: Header = { salt: randomBytes(4).readUInt32LE(0), first, previousTimestampMs };
    const path = join(folder, segmentName(first));
    const temporary = join(folder, UNFINISHED_NAME);
    const start = Buffer.alloc(AHEAD_MIN_BYTES);
    encodeHeader(header).copy(start);
    const handle = await open(temporary, "w");
    try {
      await writeWhole(handle, start, 0);
      await handle.sync();
    } catch (error) {
      await unlink(temporary);
      throw error;
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
    const segment = new Segment(path, header, resources);
    segment.#endBytes = HEADER_BYTES;
    segment.#aheadBytes = start.length;
    segment.#index = new SegmentIndex();
    segment.#isWritten = true;
    return segment;
  }

  static async open(path: string, resources: SegmentResources): Promise<Segment> {
    const bytes = Buffer.alloc(HEADER_BYTES);
    await resources.handles.with(path, (handle) => handle.read(bytes, 0, HEADER_BYTES, 0));
    return new Segment(path, decodeHeader(bytes, path), resources);
  }

  /** Finds the end of what is whole, after which writing goes on. */
  async recover(): Promise<Scanned> {
    const index = new SegmentIndex();
    let endBytes = HEADER_BYTES;
    let next = this.first;
    let lastTimestampMs = this.header.previousTimestampMs;
    for await (const { frame, offset } of this.#scan(HEADER_BYTES, this.first)) {
      index.add(frame, offset);
      endBytes = offset + frame.bytes.length;
      next = frame.first + frame.count;
      lastTimestampMs = frame.lastTimestampMs;
    }
    this.#index = index;
    this.#isWritten = true;
    this.#endBytes = endBytes;
    this.#aheadBytes = await this.#handles.with(this.path, async (handle) => {
      await handle.datasync(); // a killed writer may have left frames that are whole, but not on disk yet
      return (await handle.stat()).size;
    });
    return { endBytes, next, lastTimestampMs };
  }

  /** Writes frames at the end, durably, without moving the end. */
  async write(frames: Buffer): Promise<void> {
    const bytes = this.#withAhead(frames);
    await this.#handles.with(this.path, async (handle) => {
      await writeWhole(handle, bytes, this.#endBytes);
      if (!WRITES_ARE_SYNCED) await handle.datasync();
    });
    this.#aheadBytes = Math.max(this.#aheadBytes, this.#endBytes + bytes.length);
  }

  /** The frames, with zeros after them where the file is to grow. */
  #withAhead(frames: Buffer): Buffer {
    const end = this.#endBytes + frames.length;
    if (end <= this.#aheadBytes || frames.length >= LARGE_WRITE_BYTES) return frames;
    const ahead = Buffer.alloc(frames.length + Math.min(Math.max(end, AHEAD_MIN_BYTES), AHEAD_MAX_BYTES));
    frames.copy(ahead);
    return ahead;
  }

  /** The frame stands at the end and is durable. */
  advance(frame: Frame): void {
    this.#index?.add(frame, this.#endBytes);
    this.#endBytes += frame.bytes.length;
  }

  /** Gives back what was written ahead, once nothing more will be written. */
  async finish(): Promise<void> {
    await this.#handles.with(this.path, (handle) => handle.truncate(this.#endBytes));
    this.#isWritten = false;
  }

  /** Frames from the one that holds `position` on. */
  async *framesFrom(position: number): AsyncIterable<Frame> {
    const start = (await this.#indexed()).before(position) ?? { offset: HEADER_BYTES, position: this.first };
    for await (const { frame } of this.#scan(start.offset, start.position)) {
      if (frame.first + frame.count > position) yield frame;
    }
  }

  /** Frames from the one that may hold the first record at or after `timestampMs` on. */
  async *framesSince(timestampMs: number): AsyncIterable<Frame> {
    const start = (await this.#indexed()).beforeTime(timestampMs) ?? { offset: HEADER_BYTES, position: this.first };
    for await (const { frame } of this.#scan(start.offset, start.position)) {
      if (frame.lastTimestampMs >= timestampMs) yield frame;
    }
  }

  async #indexed(): Promise<SegmentIndex> {
    if (!this.#index) {
      const index = new SegmentIndex();
      for await (const { frame, offset } of this.#scan(HEADER_BYTES, this.first)) index.add(frame, offset);
      this.#index ??= index;
    }
    if (!this.#isWritten) this.#indexes.used(this);
    return this.#index;
  }

  /** Lets go of what can be read again. */
  forgetIndex(): void {
    this.#index = undefined;
  }

  async remove(): Promise<void> {
    this.#indexes.removed(this);
    await this.#handles.forget(this.path);
    await unlink(this.path);
  }

  /** Whole frames from `offset` on, the first of them at `position`, up to the first bytes that are none. */
  async *#scan(offset: number, position: number): AsyncIterable<{ readonly frame: Frame; readonly offset: number }> {
    let chunk = await this.#read(offset, READ_BYTES);
    let at = 0;
    for (;;) {
      const left = chunk.length - at;
      const size = left < FRAME_HEADER_BYTES ? FRAME_HEADER_BYTES : frameSize(chunk, at);
      if (size === 0) return;
      if (left < size) {
        offset += at;
        at = 0;
        chunk = await this.#read(offset, Math.max(size, READ_BYTES));
        if (chunk.length < size) return;
        continue;
      }
      const frame = decodeFrame(chunk.subarray(at, at + size), this.header.salt, position);
      if (!frame) return;
      yield { frame, offset: offset + at };
      position += frame.count;
      at += size;
    }
  }

  async #read(offset: number, sizeBytes: number): Promise<Buffer> {
    return this.#handles.with(this.path, async (handle) => {
      // A length out of torn bytes may be anything.
      const mostBytes = sizeBytes > READ_BYTES ? Math.max(0, (await handle.stat()).size - offset) : sizeBytes;
      const buffer = Buffer.allocUnsafe(Math.min(sizeBytes, mostBytes));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
      return buffer.subarray(0, bytesRead);
    });
  }
}

function encodeHeader({ salt, first, previousTimestampMs }: Header): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES);
  bytes.write(MAGIC, 0);
  bytes.writeUInt32LE(FORMAT_VERSION, 8);
  bytes.writeUInt32LE(salt, 12);
  bytes.writeDoubleLE(first, 16);
  bytes.writeDoubleLE(previousTimestampMs, 24);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 32)), 32);
  return bytes;
}

function decodeHeader(bytes: Buffer, path: string): Header {
  if (bytes.toString("latin1", 0, 8) !== MAGIC || crc32(bytes.subarray(0, 32)) !== bytes.readUInt32LE(32))
    throw new EngineError("log", "corrupt", `${path} does not begin as a segment does.`);
  const version = bytes.readUInt32LE(8);
  if (version !== FORMAT_VERSION)
    throw new EngineError("log", "corrupt", `${path} has format ${version}; this version reads ${FORMAT_VERSION}.`);
  return { salt: bytes.readUInt32LE(12), first: bytes.readDoubleLE(16), previousTimestampMs: bytes.readDoubleLE(24) };
}
