// CBOR (RFC 8949) to values. Tags stay on what they tag; integers outside the safe range are bigints.
import { isUtf8 } from "node:buffer";
import { DecodeError, deeper, setKey } from "./decode-error.ts";
import { exactInteger } from "./scalars.ts";

export class Tagged {
  readonly tag: number;
  readonly value: unknown;

  constructor(tag: number, value: unknown) {
    this.tag = tag;
    this.value = value;
  }
}

const EPOCH_TAG = 1;
const POSITIVE_BIGNUM_TAG = 2;
const NEGATIVE_BIGNUM_TAG = 3;
export const cborTag = { epoch: EPOCH_TAG } as const;
const BIGNUM_BYTES_MAX = 1024;

const major = { unsigned: 0, negative: 1, bytes: 2, text: 3, array: 4, map: 5, tag: 6 } as const;
const INDEFINITE = 31;
const BREAK = 0xff;

class CborReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Exactly one item. */
  document(): unknown {
    const value = this.#item(0);
    if (this.#at !== this.#bytes.byteLength) throw new DecodeError("bytes after the CBOR item");
    return value;
  }

  #need(count: number): number {
    const start = this.#at;
    if (count > this.#bytes.byteLength - start) throw new DecodeError("CBOR is cut short");
    this.#at = start + count;
    return start;
  }

  #byte(): number {
    return this.#bytes[this.#need(1)]!;
  }

  /** The argument of an initial byte, exact. */
  #argument(info: number): number | bigint {
    if (info < 24) return info;
    switch (info) {
      case 24:
        return this.#byte();
      case 25:
        return this.#bytes.readUInt16BE(this.#need(2));
      case 26:
        return this.#bytes.readUInt32BE(this.#need(4));
      case 27:
        return exactInteger(this.#bytes.readBigUInt64BE(this.#need(8)));
      default:
        throw new DecodeError("malformed CBOR");
    }
  }

  #length(info: number): number {
    const length = this.#argument(info);
    if (typeof length === "bigint" || length > this.#bytes.byteLength - this.#at)
      throw new DecodeError("CBOR is cut short");
    return length;
  }

  #item(depth: number): unknown {
    const initial = this.#byte();
    const info = initial & 31;
    switch (initial >> 5) {
      case major.unsigned:
        return this.#argument(info);
      case major.negative: {
        const argument = this.#argument(info);
        return typeof argument === "bigint" ? -1n - argument : exactInteger(-1n - BigInt(argument));
      }
      case major.bytes:
        return info === INDEFINITE ? Buffer.concat(this.#chunks(major.bytes)) : this.#slice(this.#length(info));
      case major.text:
        return info === INDEFINITE
          ? this.#chunks(major.text).map(textOf).join("")
          : textOf(this.#slice(this.#length(info)));
      case major.array:
        return this.#array(info, deeper(depth));
      case major.map:
        return this.#map(info, deeper(depth));
      case major.tag:
        return this.#tagged(Number(this.#argument(info)), deeper(depth));
      default:
        return this.#simple(info);
    }
  }

  #slice(length: number): Buffer {
    const start = this.#need(length);
    return this.#bytes.subarray(start, start + length);
  }

  #isBreak(): boolean {
    if (this.#bytes[this.#at] !== BREAK) return false;
    this.#at += 1;
    return true;
  }

  #chunks(expected: number): Buffer[] {
    const chunks: Buffer[] = [];
    while (!this.#isBreak()) {
      const initial = this.#byte();
      if (initial >> 5 !== expected || (initial & 31) === INDEFINITE) throw new DecodeError("malformed CBOR");
      chunks.push(this.#slice(this.#length(initial & 31)));
    }
    return chunks;
  }

  #array(info: number, depth: number): unknown[] {
    const items: unknown[] = [];
    if (info === INDEFINITE) while (!this.#isBreak()) items.push(this.#item(depth));
    else for (let left = this.#length(info); left > 0; left -= 1) items.push(this.#item(depth));
    return items;
  }

  #map(info: number, depth: number): Record<string, unknown> {
    const entries: Record<string, unknown> = {};
    const entry = (): void => {
      const key = this.#item(depth);
      if (typeof key !== "string") throw new DecodeError("CBOR map keys must be text");
      setKey(entries, key, this.#item(depth));
    };
    if (info === INDEFINITE) while (!this.#isBreak()) entry();
    else for (let left = this.#length(info); left > 0; left -= 1) entry();
    return entries;
  }

  #tagged(tag: number, depth: number): unknown {
    const value = this.#item(depth);
    if (tag !== POSITIVE_BIGNUM_TAG && tag !== NEGATIVE_BIGNUM_TAG) return new Tagged(tag, value);
    if (!(value instanceof Uint8Array) || value.byteLength > BIGNUM_BYTES_MAX)
      throw new DecodeError("malformed bignum");
    const magnitude = BigInt(`0x0${Buffer.from(value).toString("hex")}`);
    return exactInteger(tag === POSITIVE_BIGNUM_TAG ? magnitude : -1n - magnitude);
  }

  #simple(info: number): unknown {
    switch (info) {
      case 20:
        return false;
      case 21:
        return true;
      case 22:
      case 23:
        return null;
      case 25:
        return half(this.#bytes.readUInt16BE(this.#need(2)));
      case 26:
        return this.#bytes.readFloatBE(this.#need(4));
      case 27:
        return this.#bytes.readDoubleBE(this.#need(8));
      default:
        throw new DecodeError("malformed CBOR");
    }
  }
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new DecodeError("Invalid UTF-8 sequence");
  return bytes.toString("utf8");
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}

/** Errors: DecodeError. */
export const decodeCbor = (bytes: Uint8Array): unknown => new CborReader(bytes).document();
