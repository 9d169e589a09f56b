// QR codes (ISO/IEC 18004) of short texts: byte mode, error correction level L, versions 1 to 15.
import { Grid } from "./qr-grid.ts";
import { remainderOf } from "./reed-solomon.ts";

const VERSION_MAX = 15;
/** Of each block, and how many blocks, by version from 1 on. Documented in the standard's table of level L. */
const CHECK_BYTES = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22];
const BLOCKS = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6];
const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11];

/** Rows of modules, true is dark; undefined when the text is too long. */
export function qrCode(text: string): boolean[][] | undefined {
  const data = Buffer.from(text);
  for (let version = 1; version <= VERSION_MAX; version++) {
    const countBits = version < 10 ? 8 : 16;
    const capacity = dataBytes(version);
    if (4 + countBits + data.length * 8 > capacity * 8) continue;
    const grid = new Grid(version);
    grid.write(interleaved(codewords(data, countBits, capacity), version));
    return grid.rows();
  }
  return undefined;
}

function codewords(data: Uint8Array, countBits: number, capacity: number): number[] {
  const bits: number[] = [];
  const push = (value: number, count: number): void => {
    for (let at = count - 1; at >= 0; at--) bits.push((value >>> at) & 1);
  };
  push(BYTE_MODE, 4);
  push(data.length, countBits);
  for (const byte of data) push(byte, 8);
  push(0, Math.min(4, capacity * 8 - bits.length));
  push(0, (8 - (bits.length % 8)) % 8);
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) bytes.push(Number.parseInt(bits.slice(at, at + 8).join(""), 2));
  for (let at = 0; bytes.length < capacity; at++) bytes.push(PADDING[at % 2] ?? 0);
  return bytes;
}

/** In blocks with their check bytes, the first bytes of all blocks first. The last blocks may have one byte more. */
function interleaved(data: readonly number[], version: number): number[] {
  const blocks = BLOCKS[version - 1] ?? 1;
  const checkBytes = CHECK_BYTES[version - 1] ?? 0;
  const total = totalBytes(version);
  const short = Math.floor(total / blocks) - checkBytes;
  const shortBlocks = blocks - (total % blocks);
  const parts: number[][] = [];
  for (let block = 0, at = 0; block < blocks; block++) {
    const length = short + (block < shortBlocks ? 0 : 1);
    parts.push(data.slice(at, at + length));
    at += length;
  }
  const checks = parts.map((part) => remainderOf(part, checkBytes));
  return [...columns(parts, short + 1), ...columns(checks, checkBytes)];
}

const columns = (parts: readonly (readonly number[])[], length: number): number[] =>
  Array.from({ length }, (_, at) => parts.flatMap((part) => part[at] ?? [])).flat();

const dataBytes = (version: number): number =>
  totalBytes(version) - (CHECK_BYTES[version - 1] ?? 0) * (BLOCKS[version - 1] ?? 1);

/** What is left of the square once finders, timing, alignment, format and version have their places. */
const totalBytes = (version: number): number => Math.floor(new Grid(version).free / 8);
