// Reads strings and binaries: the bytes themselves, or a dictionary of them and its indexes.
import type { Vector } from "../../kit/vector.ts";
import { ColumnReader, spread, type Rows } from "./column-reader.ts";
import { corrupt } from "./errors.ts";
import { ENCODING, STREAM } from "./footer.ts";
import type { InStream } from "./in-stream.ts";
import type { IntDecoder } from "./int-decoder.ts";

/** Of one vector's values. */
const BYTES_MAX = 1 << 30;
/** Lengths of a dictionary are read in blocks, so that a wrong size ends with the stream. */
const LENGTHS_A_BLOCK = 65_536;

export class TextReader extends ColumnReader {
  readonly #read: (rows: Rows) => Vector = this.#isDictionary() ? this.#dictionary() : this.#direct();

  protected values(rows: Rows): Vector {
    return this.#read(rows);
  }

  #isDictionary(): boolean {
    const { kind } = this.streams.encoding(this.type.id);
    return kind === ENCODING.dictionary || kind === ENCODING.dictionaryV2;
  }

  #direct(): (rows: Rows) => Vector {
    const lengths = this.intDecoder(STREAM.length, false);
    // A column whose texts are all empty may lack its bytes.
    const data = this.streams.stream(this.type.id, STREAM.data);
    return (rows) => {
      const { count, nulls, live } = rows;
      const ends = new Int32Array(count);
      const sum = lengths.lengths(ends, live);
      if (sum < 0 || sum > BYTES_MAX) throw corrupt("a text's length is out of range");
      const starts = new Int32Array(count);
      ranges(ends, starts, live);
      return {
        kind: "bytes",
        count,
        nulls,
        data: taken(data, sum),
        starts: spread(starts, rows),
        ends: spread(ends, rows),
      };
    };
  }

  #dictionary(): (rows: Rows) => Vector {
    const { dictionarySize: size } = this.streams.encoding(this.type.id);
    const ids = this.intDecoder(STREAM.data, false);
    const { starts, ends, sum } = size === 0 ? NOTHING : dictionaryRanges(this.intDecoder(STREAM.length, false), size);
    const data = taken(this.streams.stream(this.type.id, STREAM.dictionaryData), sum);
    return (rows) => {
      const { count, nulls, live } = rows;
      const own = new Int32Array(count);
      ids.ints(own, live);
      const rowStarts = new Int32Array(count);
      for (let at = 0; at < live; at++) {
        const id = own[at]!;
        if (id < 0 || id >= size) throw corrupt("a text is not in its dictionary");
        rowStarts[at] = starts[id]!;
        own[at] = ends[id]!;
      }
      return { kind: "bytes", count, nulls, data, starts: spread(rowStarts, rows), ends: spread(own, rows) };
    };
  }
}

const NOTHING = { starts: new Int32Array(0), ends: new Int32Array(0), sum: 0 };

/** Lengths become ends. */
function ranges(lengths: Int32Array, starts: Int32Array, count: number, from = 0): void {
  let end = from;
  for (let at = 0; at < count; at++) {
    starts[at] = end;
    end += lengths[at]!;
    lengths[at] = end;
  }
}

function dictionaryRanges(decoder: IntDecoder, size: number): { starts: Int32Array; ends: Int32Array; sum: number } {
  const blocks: Int32Array[] = [];
  let sum = 0;
  for (let left = size; left > 0; left -= LENGTHS_A_BLOCK) {
    const block = new Int32Array(Math.min(left, LENGTHS_A_BLOCK));
    const blockSum = decoder.lengths(block, block.length);
    if (blockSum < 0 || sum + blockSum > BYTES_MAX) throw corrupt("a text's length is out of range");
    sum += blockSum;
    blocks.push(block);
  }
  const ends = new Int32Array(size);
  blocks.forEach((block, at) => ends.set(block, at * LENGTHS_A_BLOCK));
  const starts = new Int32Array(size);
  ranges(ends, starts, size);
  return { starts, ends, sum };
}

function taken(stream: InStream | undefined, length: number): Uint8Array {
  if (length === 0) return new Uint8Array(0);
  if (!stream) throw corrupt("a column of texts lacks its bytes");
  return stream.take(length);
}
