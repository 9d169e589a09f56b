// The plaintext of an encrypted object as a body. There is no file to read in place: nothing of it is on disk.
import { Readable } from "node:stream";
import type { HoldsBytes } from "../../../kit/bytes-at-hand.ts";
import type { LendsChunks } from "../../../kit/lent-chunks.ts";
import { unreadable } from "./errors.ts";
import { AlteredBytes, FRAME_BYTES } from "./frames.ts";

/** Frames on their way out at once: nothing is written over them. */
const WRITES_UNDER_WAY_MAX = 8;
const READ_AHEAD_BYTES = 4 * FRAME_BYTES;

export class OpenedStream extends Readable implements HoldsBytes, LendsChunks {
  readonly localPath = undefined;
  readonly isPrivate = true;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #sizeBytes: number;
  bytesAtHand: Uint8Array | undefined;
  #first: IteratorResult<Uint8Array> | undefined;

  /** `sizeBytes` is what the chunks are together. */
  constructor(chunks: AsyncIterable<Uint8Array>, sizeBytes: number) {
    super({ highWaterMark: READ_AHEAD_BYTES });
    this.#sizeBytes = sizeBytes;
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Opens the first frame, so that what cannot be opened is known before an answer begins. Errors: InternalError. */
  async begin(): Promise<this> {
    this.#first = await this.#next();
    const { done, value } = this.#first;
    if (done !== true && value.length === this.#sizeBytes) {
      this.bytesAtHand = value;
      await this.#chunks.return?.(); // nothing more is read: the file can be closed
    }
    return this;
  }

  override _read(): void {
    this.#next().then(
      ({ done, value }) => this.push(done === true ? null : value),
      (error: unknown) => this.destroy(error as Error),
    );
  }

  async lendTo(write: (chunk: Uint8Array) => Promise<void>): Promise<void> {
    const underWay: Promise<void>[] = [];
    for (let next = await this.#next(); next.done !== true; next = await this.#next()) {
      const writing = write(next.value);
      writing.catch(() => {}); // whoever awaits it hears of it
      if (underWay.push(writing) >= WRITES_UNDER_WAY_MAX) await underWay.shift();
    }
    await Promise.all(underWay);
    this.destroy();
  }

  override _destroy(reason: Error | null, done: (reason: Error | null) => void): void {
    void this.#chunks.return?.();
    done(reason);
  }

  async #next(): Promise<IteratorResult<Uint8Array>> {
    const first = this.#first;
    if (first !== undefined) {
      this.#first = undefined;
      return first;
    }
    try {
      return await this.#chunks.next();
    } catch (error) {
      throw error instanceof AlteredBytes ? unreadable() : error;
    }
  }
}
