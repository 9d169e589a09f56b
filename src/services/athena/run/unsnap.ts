// Text files in Snappy, which DuckDB does not read: snappy-java's stream and Hadoop's blocks.
import { uncompress } from "snappy";

type Bytes = AsyncIterable<Uint8Array>;

const JAVA_MAGIC = Buffer.from("82534e41505059000000000100000001", "hex");

/** Errors: whatever snappy throws for bytes that are none. */
export async function* unsnap(source: Bytes): Bytes {
  const reader = new BlockReader(source);
  const head = await reader.peek(JAVA_MAGIC.length);
  const java = head.equals(JAVA_MAGIC);
  if (java) await reader.take(JAVA_MAGIC.length);
  for (;;) {
    const size = await reader.size();
    if (size === undefined) return;
    if (java) {
      yield (await uncompress(await reader.take(size), { asBuffer: true })) as Buffer;
      continue;
    }
    // Hadoop: the size of the block, then chunks of it, each behind its compressed size.
    for (let left = size; left > 0;) {
      const chunk = (await uncompress(await reader.take((await reader.size()) ?? 0), { asBuffer: true })) as Buffer;
      if (chunk.length === 0) throw new Error("empty Snappy chunk");
      left -= chunk.length;
      yield chunk;
    }
  }
}

class BlockReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #pending = Buffer.alloc(0);

  constructor(source: Bytes) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** At most that many bytes, fewer at the end. */
  async peek(count: number): Promise<Buffer> {
    while (this.#pending.length < count) {
      const { done, value } = await this.#source.next();
      if (done) break;
      this.#pending = Buffer.concat([this.#pending, value]);
    }
    return this.#pending.subarray(0, count);
  }

  async take(count: number): Promise<Buffer> {
    const bytes = await this.peek(count);
    if (bytes.length < count) throw new Error("Snappy data end too early");
    this.#pending = this.#pending.subarray(count);
    return bytes;
  }

  /** A big-endian 32-bit number, or undefined at the end. */
  async size(): Promise<number | undefined> {
    const bytes = await this.peek(4);
    if (bytes.length === 0) return undefined;
    return (await this.take(4)).readUInt32BE();
  }
}
