// Writes chunks of any size to a file in large writes, one under way while the next is collected.
import type { FileHandle } from "node:fs/promises";
import { writeWhole } from "../write-whole.ts";

const WRITE_BYTES = 1024 * 1024;
/** The disk begins on what is written this far apart, beside further writes, so that the last sync has little left. */
const SYNC_BYTES = 16 * 1024 * 1024;

export class FileWriter {
  readonly #handle: FileHandle;
  #chunks: Uint8Array[] = [];
  #collectedBytes = 0;
  #writtenBytes = 0;
  readonly #offset: number;
  #unsyncedBytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #syncing: Promise<void> = Promise.resolve();

  /** `offset`: where in the file the first chunk goes. */
  constructor(handle: FileHandle, offset = 0) {
    this.#handle = handle;
    this.#offset = offset;
  }

  /** The chunk must not change until `finish` resolves. */
  async add(chunk: Uint8Array): Promise<void> {
    for (let at = 0; at < chunk.length; at += WRITE_BYTES) {
      const part = chunk.subarray(at, at + WRITE_BYTES);
      this.#chunks.push(part);
      this.#collectedBytes += part.length;
      if (this.#collectedBytes >= WRITE_BYTES) await this.#flush();
    }
  }

  /** Everything is on disk when this resolves. Returns how many bytes were written. */
  async finish(): Promise<number> {
    await this.#flush();
    await this.#writing;
    await this.#syncing;
    await this.#handle.datasync();
    return this.#writtenBytes;
  }

  async #flush(): Promise<void> {
    await this.#writing;
    if (this.#collectedBytes === 0) return;
    const chunks = this.#chunks;
    const position = this.#offset + this.#writtenBytes;
    this.#writtenBytes += this.#collectedBytes;
    this.#unsyncedBytes += this.#collectedBytes;
    this.#chunks = [];
    this.#collectedBytes = 0;
    this.#writing = this.#write(chunks, position);
    // A failure is met at the next flush; until then it is not unhandled.
    this.#writing.catch(() => {});
  }

  async #write(chunks: readonly Uint8Array[], position: number): Promise<void> {
    const { bytesWritten } = await this.#handle.writev(chunks, position);
    const whole = chunks.reduce((sum, { length }) => sum + length, 0);
    if (bytesWritten < whole)
      await writeWhole(this.#handle, Buffer.concat(chunks).subarray(bytesWritten), position + bytesWritten);
    if (this.#unsyncedBytes < SYNC_BYTES) return;
    this.#unsyncedBytes = 0;
    await this.#syncing;
    this.#syncing = this.#handle.datasync();
    this.#syncing.catch(() => {}); // whoever awaits it hears of it
  }
}
