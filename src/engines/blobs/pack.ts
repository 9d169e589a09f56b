// A pack: one file of small blobs. It is appended to until it is full; deletions mark their frame in place, and once enough
// is deleted the file is written anew with holes for it, every other frame where it was: ids name places.
import { constants } from "node:fs";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { EngineError } from "../../kit/errors.ts";
import { syncFolder } from "../sync-folder.ts";
import { WRITES_ARE_SYNCED } from "../file-handles.ts";
import { writeWhole } from "../write-whole.ts";
import {
  ALIGNMENT_BYTES,
  decodeHeader,
  DELETED,
  encodeHole,
  FRAME_HEADER_BYTES,
  type FrameHeader,
  frameSize,
  HOLE,
  isWhole,
  LIVE,
} from "./pack-frame.ts";

/** A pack is full when it has this many bytes. What rewriting one costs is bounded by it. */
export const PACK_BYTES = 16 * 1024 * 1024;
/** Zeros are written ahead, so that a commit changes no metadata of the file. */
const AHEAD_BYTES = 1024 * 1024;
const READ_BYTES = 1024 * 1024;
const APPEND_FLAGS = constants.O_RDWR | constants.O_CREAT | (WRITES_ARE_SYNCED ? constants.O_DSYNC : 0);

export interface FoundFrame extends FrameHeader {
  readonly offset: number;
}

/** Of one blob's data. Its frame is read in one go. */
export const PACKED_MAX_BYTES = 64 * 1024;

/** Frames from the start to the first bytes that are none, holes included. `bytes` stand until the next is asked for. */
export async function* framesIn(handle: FileHandle): AsyncIterable<FoundFrame & { readonly bytes: Buffer }> {
  let chunk = await read(handle, 0, READ_BYTES);
  let base = 0;
  let at = 0;
  for (;;) {
    if (chunk.length - at < FRAME_HEADER_BYTES && chunk.length === READ_BYTES) {
      base += at;
      at = 0;
      chunk = await read(handle, base, READ_BYTES);
    }
    if (chunk.length - at < FRAME_HEADER_BYTES) return;
    const header = decodeHeader(chunk, at);
    if (header === undefined) return;
    const size = frameSize(header.sizeBytes);
    const needed = header.state === HOLE ? FRAME_HEADER_BYTES : size;
    if (needed > READ_BYTES) return;
    if (chunk.length - at < needed && chunk.length === READ_BYTES) {
      base += at;
      at = 0;
      chunk = await read(handle, base, READ_BYTES);
    }
    if (chunk.length - at < needed) return;
    yield { ...header, offset: base + at, bytes: chunk.subarray(at, at + needed) };
    at += size;
    if (at <= chunk.length) continue;
    base += at;
    at = 0;
    chunk = await read(handle, base, READ_BYTES);
  }
}

async function read(handle: FileHandle, position: number, sizeBytes: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(sizeBytes);
  const { bytesRead } = await handle.read(buffer, 0, sizeBytes, position);
  return buffer.subarray(0, bytesRead);
}

/** The pack that is appended to. */
export class OpenPack {
  readonly number: number;
  readonly #handle: FileHandle;
  #endBytes: number;
  #aheadBytes: number;

  private constructor(number: number, handle: FileHandle, endBytes: number) {
    this.number = number;
    this.#handle = handle;
    this.#endBytes = endBytes;
    this.#aheadBytes = endBytes;
  }

  get endBytes(): number {
    return this.#endBytes;
  }

  get isFull(): boolean {
    return this.#endBytes >= PACK_BYTES;
  }

  /**
   * Creates it, or goes on after what is whole in it. Undefined when whole blobs stand behind what cannot be read: it is no
   * torn end then, and must stay.
   */
  static async open(path: string, number: number): Promise<OpenPack | undefined> {
    const handle = await open(path, APPEND_FLAGS);
    try {
      let endBytes = 0;
      for await (const { state, sizeBytes, offset, bytes } of framesIn(handle)) {
        if (state === LIVE && !isWhole(bytes, sizeBytes)) break;
        endBytes = offset + frameSize(sizeBytes);
      }
      if (await holdsWhole(handle, endBytes)) {
        await handle.close();
        return undefined;
      }
      await handle.truncate(endBytes);
      await handle.sync(); // a killed writer may have left frames that are whole, but not on disk yet
      await syncFolder(dirname(path));
      return new OpenPack(number, handle, endBytes);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Durable when resolved; the end moves only then. After an error nothing more may be appended: the disk may have dropped writes. */
  async append(frames: readonly Buffer[]): Promise<void> {
    const sizeBytes = frames.reduce((sum, { length }) => sum + length, 0);
    const end = this.#endBytes + sizeBytes;
    const ahead = end > this.#aheadBytes && sizeBytes < AHEAD_BYTES ? AHEAD_BYTES : 0;
    const bytes = ahead === 0 && frames.length === 1 ? (frames[0] as Buffer) : Buffer.alloc(sizeBytes + ahead);
    let at = 0;
    if (bytes !== frames[0]) for (const frame of frames) at += frame.copy(bytes, at);
    await writeWhole(this.#handle, bytes, this.#endBytes);
    if (!WRITES_ARE_SYNCED) await this.#handle.datasync();
    this.#aheadBytes = Math.max(this.#aheadBytes, this.#endBytes + bytes.length);
    this.#endBytes = end;
  }

  /** Gives back what was written ahead, and what a failed write left. */
  async close(): Promise<void> {
    try {
      await this.#handle.truncate(this.#endBytes);
    } finally {
      await this.#handle.close();
    }
  }
}

/**
 * Writes the pack anew without what is deleted in it, at the same offsets, and puts it in the old one's place. A pack without
 * any live blob goes. Blocks of the file system that hold nothing but deleted frames are free then.
 */
export async function punch(path: string): Promise<void> {
  const temporary = `${path}.new`;
  const from = await open(path, "r");
  let end: number;
  try {
    end = await copyLive(from, path, temporary);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await from.close();
  }
  if (end === 0) {
    await rm(temporary);
    await rm(path);
  } else await rename(temporary, path);
  await syncFolder(dirname(path));
}

/** Returns where the last live frame ends. Errors: `corrupt` when a frame is not as it was written: where the next begins is doubtful. */
async function copyLive(from: FileHandle, path: string, temporary: string): Promise<number> {
  const to = await open(temporary, "w");
  let end = 0;
  let scannedBytes = 0;
  try {
    for await (const { state, sizeBytes, offset, bytes } of framesIn(from)) {
      if (state !== HOLE && !isWhole(bytes, sizeBytes)) break;
      scannedBytes = offset + frameSize(sizeBytes);
      if (state !== LIVE) continue;
      if (offset > end) await writeWhole(to, encodeHole(offset - end), end);
      await writeWhole(to, bytes, offset);
      end = scannedBytes;
    }
    await assertNothingAfter(from, scannedBytes, path);
    if (end > 0) await to.sync();
    return end;
  } finally {
    await to.close();
  }
}

/** Whether any live frame that is whole begins at or after `startBytes`. */
async function holdsWhole(handle: FileHandle, startBytes: number): Promise<boolean> {
  const step = READ_BYTES - frameSize(PACKED_MAX_BYTES);
  for (let base = startBytes; ; base += step) {
    const bytes = await read(handle, base, READ_BYTES);
    for (let at = 0; at < step && at + FRAME_HEADER_BYTES <= bytes.length; at += ALIGNMENT_BYTES) {
      if (bytes.readUInt32LE(at) !== LIVE) continue;
      const sizeBytes = bytes.readUInt32LE(at + 4);
      if (sizeBytes <= PACKED_MAX_BYTES && isWhole(bytes.subarray(at), sizeBytes)) return true;
    }
    if (bytes.length <= step) return false;
  }
}

/** Zeros written ahead may be there after a crash; frames behind bytes that cannot be read must not be lost. */
async function assertNothingAfter(handle: FileHandle, endBytes: number, path: string): Promise<void> {
  for (let at = endBytes; ; at += READ_BYTES) {
    const bytes = await read(handle, at, READ_BYTES);
    if (bytes.length === 0) return;
    if (bytes.some((byte) => byte !== 0))
      throw new EngineError("blobs", "corrupt", `${path} cannot be read from byte ${endBytes} on.`);
  }
}

export const deletedMark = Buffer.of(DELETED);
