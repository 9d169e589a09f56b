// Reads one column of a stripe as vectors: what all kinds share, and the kinds of fixed size.
import type { Vector } from "../../kit/vector.ts";
import { BooleanDecoder, ByteDecoder } from "./byte-decoder.ts";
import { corrupt } from "./errors.ts";
import { ENCODING, STREAM, type ColumnEncoding } from "./footer.ts";
import type { InStream } from "./in-stream.ts";
import type { IntDecoder } from "./int-decoder.ts";
import { IntDecoderV1 } from "./int-decoder-v1.ts";
import { IntDecoderV2 } from "./int-decoder-v2.ts";
import type { OrcType } from "./schema.ts";

/** What a column's readers need of its stripe. */
export interface StripeStreams {
  /** Undefined when the stripe has no such stream. */
  stream(column: number, kind: number): InStream | undefined;
  encoding(column: number): ColumnEncoding;
  /** Of the stripe's writer. */
  readonly timeZone: string;
}

type Nulls = Uint8Array | undefined;

/** Where the rows stand that have a value: the column's NULLs, with those of what it is inside. */
export interface Rows {
  readonly count: number;
  readonly nulls: Nulls;
  /** Rows that are not NULL. */
  readonly live: number;
}

export abstract class ColumnReader {
  protected readonly type: OrcType;
  protected readonly streams: StripeStreams;
  readonly #present: BooleanDecoder | undefined;

  constructor(type: OrcType, streams: StripeStreams) {
    this.type = type;
    this.streams = streams;
    const present = streams.stream(type.id, STREAM.present);
    this.#present = present && new BooleanDecoder(present);
  }

  /** The next `count` rows; those that `outer` marks have no value, since what the column is inside is NULL there. */
  read(count: number, outer: Rows | undefined): Vector {
    return this.values(this.#rows(count, outer));
  }

  protected abstract values(rows: Rows): Vector;

  #rows(count: number, outer: Rows | undefined): Rows {
    const outerLive = outer ? outer.live : count;
    if (!this.#present) return { count, nulls: outer?.nulls, live: outerLive };
    const nulls = new Uint8Array(count);
    const live = this.#present.read(nulls, outerLive);
    for (let at = 0; at < outerLive; at++) nulls[at]! ^= 1;
    const outerNulls = outer?.nulls;
    if (outerNulls) {
      for (let row = count - 1, from = outerLive - 1; row >= 0; row--)
        nulls[row] = outerNulls[row] === 1 ? 1 : nulls[from--]!;
    }
    return { count, nulls: live === count ? undefined : nulls, live };
  }

  /** The column's own stream. Errors: EngineError `corrupt` when it lacks. */
  protected needed(kind: number): InStream {
    const stream = this.streams.stream(this.type.id, kind);
    if (!stream) throw corrupt(`column ${this.type.id} lacks a stream`);
    return stream;
  }

  protected get isV2(): boolean {
    const { kind } = this.streams.encoding(this.type.id);
    return kind === ENCODING.directV2 || kind === ENCODING.dictionaryV2;
  }

  protected intDecoder(kind: number, signed: boolean): IntDecoder {
    const stream = this.needed(kind);
    return this.isV2 ? new IntDecoderV2(stream, signed) : new IntDecoderV1(stream, signed);
  }
}

type Fixed = Uint8Array | Int32Array | Float32Array | Float64Array | BigInt64Array;

/** Moves the values of live rows, which stand in front, to where their rows are. */
export function spread<Values extends Fixed>(values: Values, { count, nulls, live }: Rows): Values {
  if (!nulls) return values;
  const any = values as unknown as number[];
  for (let row = count - 1, from = live - 1; row >= 0 && from < row; row--)
    if (nulls[row] === 0) any[row] = any[from--]!;
  return values;
}

export class BooleanReader extends ColumnReader {
  readonly #data = new BooleanDecoder(this.needed(STREAM.data));

  protected values(rows: Rows): Vector {
    const values = new Uint8Array(rows.count);
    this.#data.read(values, rows.live);
    return { kind: "boolean", count: rows.count, nulls: rows.nulls, values: spread(values, rows) };
  }
}

export class ByteReader extends ColumnReader {
  readonly #data = new ByteDecoder(this.needed(STREAM.data));

  protected values(rows: Rows): Vector {
    const values = new Int32Array(rows.count);
    this.#data.read(values, rows.live);
    for (let at = 0; at < rows.live; at++) values[at] = (values[at]! << 24) >> 24;
    return { kind: "int", count: rows.count, nulls: rows.nulls, values: spread(values, rows) };
  }
}

export class IntReader extends ColumnReader {
  readonly #data = this.intDecoder(STREAM.data, true);

  protected values(rows: Rows): Vector {
    const values = new Int32Array(rows.count);
    this.#data.ints(values, rows.live);
    return { kind: "int", count: rows.count, nulls: rows.nulls, values: spread(values, rows) };
  }
}

export class LongReader extends ColumnReader {
  readonly #data = this.intDecoder(STREAM.data, true);

  protected values(rows: Rows): Vector {
    const values = new BigInt64Array(rows.count);
    this.#data.longs(values, rows.live);
    return { kind: "long", count: rows.count, nulls: rows.nulls, values: spread(values, rows) };
  }
}

export class FloatReader extends ColumnReader {
  readonly #data = this.needed(STREAM.data);

  protected values(rows: Rows): Vector {
    const values = new Float32Array(rows.count);
    new Uint8Array(values.buffer).set(this.#data.take(rows.live * 4));
    return { kind: "float", count: rows.count, nulls: rows.nulls, values: spread(values, rows) };
  }
}

export class DoubleReader extends ColumnReader {
  readonly #data = this.needed(STREAM.data);

  protected values(rows: Rows): Vector {
    const values = new Float64Array(rows.count);
    new Uint8Array(values.buffer).set(this.#data.take(rows.live * 8));
    return { kind: "double", count: rows.count, nulls: rows.nulls, values: spread(values, rows) };
  }
}
