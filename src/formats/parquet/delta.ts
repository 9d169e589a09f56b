// Parquet's DELTA_BINARY_PACKED: whole numbers as differences in blocks of packed bits. Documented in the format's Encodings.md.

const WIDTH_MAX = 64;

/** 64-bit numbers. Errors: RangeError for bytes that make no sense. */
export function deltaDecoded(bytes: Uint8Array): BigInt64Array {
  const reader = new Reader(bytes);
  const blockSize = reader.varint();
  const miniBlocks = reader.varint();
  const count = reader.varint();
  const perMiniBlock = blockSize / miniBlocks;
  if (count > bytes.length * blockSize || !Number.isInteger(perMiniBlock) || perMiniBlock % 8 !== 0)
    throw new RangeError("a block of differences has no such sizes");
  const values = new BigInt64Array(count);
  let value = reader.zigzag();
  let at = 0;
  if (count > 0) values[at++] = value;
  while (at < count) {
    const least = reader.zigzag();
    const widths = reader.take(miniBlocks);
    for (const width of widths) {
      if (at >= count) break;
      if (width > WIDTH_MAX) throw new RangeError("a difference of more than 64 bits");
      const packed = reader.take((perMiniBlock / 8) * width);
      for (let index = 0; index < perMiniBlock && at < count; index++) {
        value = BigInt.asIntN(64, value + least + bits(packed, index * width, width));
        values[at++] = value;
      }
    }
  }
  return values;
}

function bits(packed: Uint8Array, from: number, width: number): bigint {
  let value = 0n;
  const last = (from + width - 1) >> 3;
  for (let at = last; at >= from >> 3; at--) value = (value << 8n) | BigInt(packed[at]!);
  return BigInt.asUintN(width, value >> BigInt(from & 7));
}

class Reader {
  readonly #bytes: Uint8Array;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(count: number): Uint8Array {
    const taken = this.#bytes.subarray(this.#offset, this.#offset + count);
    if (taken.length < count) throw new RangeError("the bytes end early");
    this.#offset += count;
    return taken;
  }

  varint(): number {
    return Number(this.#varint());
  }

  zigzag(): bigint {
    const value = this.#varint();
    return (value >> 1n) ^ -(value & 1n);
  }

  #varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.take(1)[0]!;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw new RangeError("a number of more than 64 bits");
  }
}
