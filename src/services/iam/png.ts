// PNG images of black and white squares (RFC 2083).
import { crc32, deflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `rows`: true is black. Each square has `scale` pixels a side, and `margin` white squares stand around. */
export function pngOf(
  rows: readonly (readonly boolean[])[],
  { scale, margin }: { scale: number; margin: number },
): Buffer {
  const squares = rows.length + 2 * margin;
  const size = squares * scale;
  const lines: Buffer[] = [];
  for (let y = 0; y < squares; y++) {
    const line = Buffer.alloc(1 + Math.ceil(size / 8)); // begins with the filter "none"
    for (let x = 0; x < size; x++) {
      const black = rows[y - margin]?.[Math.floor(x / scale) - margin] === true;
      const at = 1 + (x >>> 3);
      if (!black) line[at] = (line[at] ?? 0) | (0x80 >>> (x & 7));
    }
    for (let repeat = 0; repeat < scale; repeat++) lines.push(line);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 1; // bits a pixel; the zeros after it: grey, deflate, adaptive filters, not interlaced
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(Buffer.concat(lines))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
