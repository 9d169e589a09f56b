// CRC-64/NVME by slices of 16 bytes, in 32-bit halves (no BigInt in the loop). Polynomial 0xAD93D23594C93659, reflected.

const POLYNOMIAL_HIGH = 0x9a6c9329 | 0;
const POLYNOMIAL_LOW = 0xac4bc9b5 | 0;
const SLICES = 16;

const high = new Int32Array(SLICES * 256);
const low = new Int32Array(SLICES * 256);
fillTables();

function fillTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    let hi = 0;
    let lo = byte;
    for (let bit = 0; bit < 8; bit++) {
      const carry = lo & 1;
      lo = (lo >>> 1) | (hi << 31);
      hi >>>= 1;
      if (carry) {
        hi ^= POLYNOMIAL_HIGH;
        lo ^= POLYNOMIAL_LOW;
      }
    }
    high[byte] = hi;
    low[byte] = lo;
  }
  for (let at = 256; at < SLICES * 256; at++) {
    const hi = high[at - 256] as number;
    const lo = low[at - 256] as number;
    const index = lo & 0xff;
    low[at] = ((lo >>> 8) | (hi << 24)) ^ (low[index] as number);
    high[at] = (hi >>> 8) ^ (high[index] as number);
  }
}

/** A running CRC-64/NVME. */
export class Crc64Nvme {
  #high = -1;
  #low = -1;

  update(bytes: Uint8Array): this {
    let hi = this.#high;
    let lo = this.#low;
    const H = high;
    const L = low;
    let at = 0;
    for (const end = bytes.length - (bytes.length % 16); at < end; at += 16) {
      // prettier-ignore
      const a = (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) ^ lo;
      const b = (bytes[at + 4]! | (bytes[at + 5]! << 8) | (bytes[at + 6]! << 16) | (bytes[at + 7]! << 24)) ^ hi;
      const i0 = 3840 | (a & 255);
      const i1 = 3584 | ((a >>> 8) & 255);
      const i2 = 3328 | ((a >>> 16) & 255);
      const i3 = 3072 | (a >>> 24);
      const i4 = 2816 | (b & 255);
      const i5 = 2560 | ((b >>> 8) & 255);
      const i6 = 2304 | ((b >>> 16) & 255);
      const i7 = 2048 | (b >>> 24);
      const i8 = 1792 | bytes[at + 8]!;
      const i9 = 1536 | bytes[at + 9]!;
      const i10 = 1280 | bytes[at + 10]!;
      const i11 = 1024 | bytes[at + 11]!;
      const i12 = 768 | bytes[at + 12]!;
      const i13 = 512 | bytes[at + 13]!;
      const i14 = 256 | bytes[at + 14]!;
      const i15 = bytes[at + 15]!;
      lo =
        L[i0]! ^
        L[i1]! ^
        L[i2]! ^
        L[i3]! ^
        L[i4]! ^
        L[i5]! ^
        L[i6]! ^
        L[i7]! ^
        L[i8]! ^
        L[i9]! ^
        L[i10]! ^
        L[i11]! ^
        L[i12]! ^
        L[i13]! ^
        L[i14]! ^
        L[i15]!;
      hi =
        H[i0]! ^
        H[i1]! ^
        H[i2]! ^
        H[i3]! ^
        H[i4]! ^
        H[i5]! ^
        H[i6]! ^
        H[i7]! ^
        H[i8]! ^
        H[i9]! ^
        H[i10]! ^
        H[i11]! ^
        H[i12]! ^
        H[i13]! ^
        H[i14]! ^
        H[i15]!;
    }
    for (; at < bytes.length; at++) {
      const index = (lo ^ bytes[at]!) & 255;
      lo = ((lo >>> 8) | (hi << 24)) ^ L[index]!;
      hi = (hi >>> 8) ^ H[index]!;
    }
    this.#high = hi;
    this.#low = lo;
    return this;
  }

  /** Eight bytes, big-endian. */
  digest(): Buffer {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeInt32BE(~this.#high, 0);
    bytes.writeInt32BE(~this.#low, 4);
    return bytes;
  }
}
