// Reads lists, maps, structs and unions, and makes the reader of any column.
import type { Vector } from "../../kit/vector.ts";
import { ByteDecoder } from "./byte-decoder.ts";
import {
  BooleanReader,
  ByteReader,
  ColumnReader,
  DoubleReader,
  FloatReader,
  IntReader,
  LongReader,
  spread,
  type Rows,
  type StripeStreams,
} from "./column-reader.ts";
import { DecimalReader } from "./decimal-reader.ts";
import { corrupt, unsupported } from "./errors.ts";
import { ENCODING, STREAM } from "./footer.ts";
import type { OrcType } from "./schema.ts";
import { TextReader } from "./text-reader.ts";
import { TimestampReader } from "./time-reader.ts";

/** Children of one vector's lists. */
const CHILDREN_MAX = 1 << 24;

export function columnReader(type: OrcType, streams: StripeStreams): ColumnReader {
  if (streams.encoding(type.id).kind > ENCODING.dictionaryV2) throw unsupported("with unknown encodings");
  switch (type.kind) {
    case "boolean":
      return new BooleanReader(type, streams);
    case "tinyint":
      return new ByteReader(type, streams);
    case "smallint":
    case "int":
    case "date":
      return new IntReader(type, streams);
    case "bigint":
      return new LongReader(type, streams);
    case "float":
      return new FloatReader(type, streams);
    case "double":
      return new DoubleReader(type, streams);
    case "timestamp":
    case "timestamp with local time zone":
      return new TimestampReader(type, streams);
    case "decimal":
      return new DecimalReader(type, streams);
    case "list":
    case "map":
      return new ListReader(type, streams);
    case "struct":
      return new StructReader(type, streams);
    case "union":
      return new UnionReader(type, streams);
    default:
      return new TextReader(type, streams);
  }
}

class ListReader extends ColumnReader {
  readonly #lengths = this.intDecoder(STREAM.length, false);
  readonly #children = this.type.children.map((child) => columnReader(child, this.streams));

  protected values(rows: Rows): Vector {
    const { count, nulls, live } = rows;
    const lengths = new Int32Array(count);
    const sum = this.#lengths.lengths(lengths, live);
    if (sum < 0 || sum > CHILDREN_MAX) throw corrupt(`a list has more than ${CHILDREN_MAX} values`);
    spread(lengths, rows);
    const offsets = new Int32Array(count + 1);
    for (let at = 0; at < count; at++) offsets[at + 1] = offsets[at]! + (nulls?.[at] === 1 ? 0 : lengths[at]!);
    const [first, second] = this.#children.map((child) => child.read(sum, undefined));
    return second
      ? { kind: "map", count, nulls, offsets, keys: first!, items: second }
      : { kind: "list", count, nulls, offsets, child: first! };
  }
}

class StructReader extends ColumnReader {
  readonly #children = this.type.children.map((child) => columnReader(child, this.streams));

  protected values(rows: Rows): Vector {
    const outer = rows.nulls ? rows : undefined;
    const children = this.#children.map((child) => child.read(rows.count, outer));
    return { kind: "struct", count: rows.count, nulls: rows.nulls, children };
  }
}

class UnionReader extends ColumnReader {
  readonly #tags = new ByteDecoder(this.needed(STREAM.data));
  readonly #children = this.type.children.map((child) => columnReader(child, this.streams));

  protected values(rows: Rows): Vector {
    const tags = new Uint8Array(rows.count);
    this.#tags.read(tags, rows.live);
    const counts = this.#children.map(() => 0);
    const slots = new Int32Array(rows.count);
    for (let at = 0; at < rows.live; at++) {
      const tag = tags[at]!;
      if (tag >= counts.length) throw corrupt("a union's tag is out of range");
      slots[at] = counts[tag]!++;
    }
    const children = this.#children.map((child, tag) => child.read(counts[tag]!, undefined));
    return {
      kind: "union",
      count: rows.count,
      nulls: rows.nulls,
      tags: spread(tags, rows),
      slots: spread(slots, rows),
      children,
    };
  }
}
