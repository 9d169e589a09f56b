// A stream of a stored file, opened when it is first read.
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { EngineError } from "../../kit/errors.ts";
import type { BlobStream, ByteRange } from "./blobs.ts";

const READ_BYTES = 256 * 1024;
/** So that the disk is read while the network is written. */
const READ_AHEAD_BYTES = 4 * READ_BYTES;

const notFound = (cause?: unknown): EngineError =>
  new EngineError("blobs", "not-found", "There is no such blob.", { cause });

/** An absent file as `not-found`, anything else as it is. */
export const notFoundOf = (error: unknown): unknown =>
  error instanceof Error && "code" in error && error.code === "ENOENT" ? notFound(error) : error;

export class FileStream extends Readable implements BlobStream {
  readonly localPath: string | undefined;
  #handle: Promise<FileHandle> | undefined;
  #position: number;
  #leftBytes: number;

  constructor(path: string | undefined, range?: ByteRange) {
    super({ highWaterMark: READ_AHEAD_BYTES });
    this.localPath = path;
    this.#position = range?.start ?? 0;
    this.#leftBytes = range ? range.end + 1 - range.start : Infinity;
  }

  override _read(): void {
    this.#next().then(
      (chunk) => this.#hand(chunk),
      (error: unknown) => this.destroy(notFoundOf(error) as Error),
    );
  }

  /** The last bytes of a range are followed by its end at once. */
  #hand(chunk: Uint8Array | null): void {
    this.push(chunk);
    if (chunk && this.#leftBytes === 0) this.push(null);
  }

  override _destroy(reason: Error | null, done: (reason: Error | null) => void): void {
    void this.#close().finally(() => process.nextTick(done, reason));
  }

  async #close(): Promise<void> {
    const handle = await this.#handle?.catch(() => undefined);
    await handle?.close();
  }

  /** The next bytes, or null at the end. */
  async #next(): Promise<Uint8Array | null> {
    if (!this.localPath) throw notFound();
    this.#handle ??= open(this.localPath, "r");
    const handle = await this.#handle;
    const sizeBytes = Math.min(READ_BYTES, this.#leftBytes);
    if (sizeBytes <= 0) return null;
    const buffer = Buffer.allocUnsafe(sizeBytes);
    const { bytesRead } = await handle.read(buffer, 0, sizeBytes, this.#position);
    this.#position += bytesRead;
    this.#leftBytes -= bytesRead;
    return bytesRead === 0 ? null : buffer.subarray(0, bytesRead);
  }
}
