// A stream of a small blob, which is read whole.
import { Readable } from "node:stream";
import type { BlobStream, ByteRange } from "./blobs.ts";

type Read = () => Promise<Buffer>;

export class SmallStream extends Readable implements BlobStream {
  readonly localPath = undefined;
  readonly isPrivate = false;
  bytesAtHand: Uint8Array | undefined;
  /** Of the whole blob. */
  #bytes: Buffer | undefined;
  readonly #readWhole: Read | undefined;
  readonly #range: ByteRange | undefined;

  /** The bytes, or how to get them when they are first asked for. */
  constructor(source: Buffer | Read, range: ByteRange | undefined) {
    super();
    this.#range = range;
    if (typeof source === "function") this.#readWhole = source;
    else this.#take(source);
  }

  async begin(): Promise<number> {
    if (this.#bytes === undefined && this.#readWhole !== undefined) this.#take(await this.#readWhole());
    return this.#bytes?.length ?? 0;
  }

  override _read(): void {
    this.begin().then(
      () => this.#hand(),
      (error: Error) => this.destroy(error),
    );
  }

  #hand(): void {
    const bytes = this.bytesAtHand;
    if (bytes !== undefined && bytes.length > 0) this.push(bytes);
    this.push(null);
  }

  #take(bytes: Buffer): void {
    this.#bytes = bytes;
    this.bytesAtHand = this.#range === undefined ? bytes : bytes.subarray(this.#range.start, this.#range.end + 1);
  }
}
