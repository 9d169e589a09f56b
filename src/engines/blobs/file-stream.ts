// A stream of a stored file, opened when it is first read.
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { EngineError } from "../../kit/errors.ts";
import type { LendsChunks } from "../../kit/lent-chunks.ts";
import type { BlobStream, ByteRange } from "./blobs.ts";
import { notFound, notFoundOf } from "./not-found.ts";
import { giveBack, LENT_BYTES, take } from "./lent-buffers.ts";

const READ_BYTES = 256 * 1024;
/** So that the disk is read while the network is written. */
const READ_AHEAD_BYTES = 4 * READ_BYTES;

export class FileStream extends Readable implements BlobStream, LendsChunks {
  readonly localPath: string | undefined;
  readonly isPrivate = false;
  readonly bytesAtHand = undefined;
  #handle: Promise<FileHandle> | undefined;
  #position: number;
  #hasBegun = false;
  #leftBytes: number;

  constructor(path: string | undefined, range?: ByteRange) {
    super({ highWaterMark: READ_AHEAD_BYTES });
    this.localPath = path;
    this.#position = range?.start ?? 0;
    this.#leftBytes = range ? range.end + 1 - range.start : Infinity;
  }

  async begin(): Promise<number> {
    try {
      const { size } = await (await this.#opened()).stat();
      this.#leftBytes = Math.max(0, Math.min(this.#leftBytes, size - this.#position));
      this.#hasBegun = true;
      return size;
    } catch (error) {
      throw notFoundOf(error);
    }
  }

  override _read(): void {
    this.#next(Buffer.allocUnsafe(Math.min(READ_BYTES, this.#leftBytes))).then(
      (chunk) => this.#hand(chunk),
      (error: unknown) => this.destroy(notFoundOf(error) as Error),
    );
  }

  /** The last bytes of a range are followed by its end at once. */
  #hand(chunk: Uint8Array): void {
    this.push(chunk.length === 0 ? null : chunk);
    if (chunk.length > 0 && this.#leftBytes === 0) this.push(null);
  }

  /** Two buffers: the next chunk is read while the last one is written. */
  async lendTo(write: (chunk: Uint8Array) => Promise<void>): Promise<void> {
    const sizeBytes = Math.min(LENT_BYTES, this.#leftBytes);
    let buffer = take(sizeBytes);
    let other = this.#leftBytes > sizeBytes ? take(sizeBytes) : undefined;
    let reading = this.#next(buffer);
    try {
      for (let chunk = await reading; chunk.length > 0; chunk = await reading) {
        const ahead = other && this.#leftBytes > 0;
        if (other && ahead) {
          [buffer, other] = [other, buffer];
          reading = this.#next(buffer);
          reading.catch(() => {}); // whoever awaits it hears of it
        }
        await write(chunk);
        if (!ahead) reading = this.#next(buffer);
      }
    } catch (error) {
      await reading.catch(() => {});
      await this.#close();
      throw notFoundOf(error); // the buffers may still be on their way out: they are not given back
    }
    giveBack(buffer);
    if (other) giveBack(other);
    this.destroy();
  }

  override _destroy(reason: Error | null, done: (reason: Error | null) => void): void {
    void this.#close().finally(() => process.nextTick(done, reason));
  }

  async #close(): Promise<void> {
    const handle = await this.#handle?.catch(() => undefined);
    this.#handle = undefined;
    await handle?.close();
  }

  async #opened(): Promise<FileHandle> {
    if (!this.localPath) throw notFound();
    return (this.#handle ??= open(this.localPath, "r"));
  }

  /** The next bytes, none at the end. They stand in `buffer`. */
  async #next(buffer: Buffer): Promise<Buffer> {
    const handle = await this.#opened();
    const sizeBytes = Math.min(buffer.length, this.#leftBytes);
    if (sizeBytes <= 0) return EMPTY;
    const { bytesRead } = await handle.read(buffer, 0, sizeBytes, this.#position);
    if (bytesRead === 0 && this.#leftBytes < Infinity && this.#hasBegun) throw cutShort();
    this.#position += bytesRead;
    this.#leftBytes -= bytesRead;
    return buffer.subarray(0, bytesRead);
  }
}

const cutShort = (): EngineError => new EngineError("blobs", "corrupt", "A blob became shorter while it was read.");

const EMPTY = Buffer.alloc(0);
