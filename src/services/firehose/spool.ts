// A scratch file that is written front to back and read once or twice.
import { open, rm, type FileHandle } from "node:fs/promises";
import { SPOOL_BYTES, SPOOL_PARTITION_BYTES } from "./limits.ts";

const READ_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;

/** Collects small pieces and writes them in large ones. */
export class Spool {
  readonly path: string;
  readonly #isFrugal: boolean;
  #isThere = false;
  #file: FileHandle | undefined;
  #pieces: Uint8Array[] = [];
  /** How many of the pieces are the spool's own. */
  #owned = 0;
  #pendingBytes = 0;
  #sizeBytes = 0;

  /** A frugal one is one of many: it holds little in memory and opens its file only to write. */
  constructor(path: string, isFrugal = false) {
    this.path = path;
    this.#isFrugal = isFrugal;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** The piece must not change until `flush` has resolved. */
  add(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#pendingBytes += piece.byteLength;
    this.#sizeBytes += piece.byteLength;
  }

  /** Writes what was added, once enough of it has come together or at the end. */
  async flush(atEnd = false): Promise<void> {
    if (!atEnd && this.#pendingBytes < (this.#isFrugal ? SPOOL_PARTITION_BYTES : SPOOL_BYTES)) {
      if (this.#owned < this.#pieces.length)
        this.#pieces.splice(this.#owned, Infinity, Buffer.concat(this.#pieces.slice(this.#owned)));
      this.#owned = this.#pieces.length;
      return;
    }
    const bytes = Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#owned = 0;
    this.#pendingBytes = 0;
    this.#file ??= await open(this.path, this.#isThere ? "a" : "w");
    this.#isThere = true;
    for (let at = 0; at < bytes.length;) at += (await this.#file.write(bytes, at)).bytesWritten;
    if (this.#isFrugal) await this.#release();
  }

  async close(): Promise<void> {
    await this.flush(true);
    await this.#release();
  }

  /** Closes and deletes. Idempotent. */
  async discard(): Promise<void> {
    await this.#release();
    this.#pieces = [];
    await rm(this.path, { force: true });
  }

  async #release(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}

/** Reads a file by counts of bytes or by lines. */
export class SpoolReader {
  readonly #file: FileHandle;
  #held = Buffer.alloc(0);
  #ended = false;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  static async open(path: string): Promise<SpoolReader> {
    return new SpoolReader(await open(path, "r"));
  }

  async take(count: number): Promise<Buffer> {
    while (this.#held.length < count && (await this.#more()));
    return this.#cut(count, 0);
  }

  /** Without its line break; undefined at the end. */
  async line(): Promise<Buffer | undefined> {
    let end = this.#held.indexOf(NEWLINE);
    while (end < 0) {
      const searched = this.#held.length;
      if (!(await this.#more())) return this.#held.length === 0 ? undefined : this.#cut(this.#held.length, 0);
      end = this.#held.indexOf(NEWLINE, searched);
    }
    return this.#cut(end, 1);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  #cut(count: number, skipped: number): Buffer {
    const cut = this.#held.subarray(0, count);
    this.#held = this.#held.subarray(count + skipped);
    return cut;
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const { buffer, bytesRead } = await this.#file.read(Buffer.allocUnsafe(READ_BYTES), 0, READ_BYTES);
    this.#ended = bytesRead === 0;
    this.#held =
      this.#held.length === 0
        ? buffer.subarray(0, bytesRead)
        : Buffer.concat([this.#held, buffer.subarray(0, bytesRead)]);
    return !this.#ended;
  }
}
