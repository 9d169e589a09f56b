// Writes lists, maps, structs and unions, and makes the writer of any column.
import { gather, type Vector } from "../../kit/vector.ts";
import { ByteEncoder } from "./byte-encoder.ts";
import { ColumnWriter, placeOf, type ColumnOptions, type OwnStream, type Place } from "./column-writer.ts";
import { ENCODING, STREAM } from "./footer.ts";
import { BooleanWriter, ByteWriter, FloatWriter, IntWriter } from "./number-writer.ts";
import { OutStream } from "./out-stream.ts";
import type { OrcType } from "./schema.ts";
import type { Summary } from "./statistics.ts";
import { TextWriter } from "./text-writer.ts";
import { DecimalWriter, TimestampWriter } from "./time-writer.ts";

type Of<Kind extends Vector["kind"]> = Extract<Vector, { kind: Kind }>;

export function columnWriter(type: OrcType, options: ColumnOptions): ColumnWriter {
  switch (type.kind) {
    case "boolean":
      return new BooleanWriter(type, options);
    case "tinyint":
      return new ByteWriter(type, options);
    case "smallint":
    case "int":
    case "bigint":
    case "date":
      return new IntWriter(type, options);
    case "float":
    case "double":
      return new FloatWriter(type, options);
    case "timestamp":
    case "timestamp with local time zone":
      return new TimestampWriter(type, options);
    case "decimal":
      return new DecimalWriter(type, options);
    case "list":
    case "map":
      return new ListWriter(type, options);
    case "struct":
      return new StructWriter(type, options);
    case "union":
      return new UnionWriter(type, options);
    default:
      return new TextWriter(type, options);
  }
}

abstract class NestedWriter extends ColumnWriter {
  protected readonly children = this.type.children.map((child) => columnWriter(child, this.options));

  override get all(): readonly ColumnWriter[] {
    return [this, ...this.children.flatMap((child) => child.all)];
  }
}

class ListWriter extends NestedWriter {
  #length = new OutStream();
  #lengths = this.intEncoder(this.#length, false);

  protected values(vector: Vector, start: number, end: number): Summary {
    const { offsets, nulls } = vector as Of<"list" | "map">;
    let [min, max] = [Infinity, 0];
    for (let row = start; row < end; row++) {
      if (nulls?.[row] === 1) continue;
      const length = offsets[row + 1]! - offsets[row]!;
      if (length < min) min = length;
      if (length > max) max = length;
      this.#lengths.add(length);
    }
    const [from, to] = [offsets[start]!, offsets[end]!];
    const vectors = vector.kind === "map" ? [vector.keys, vector.items] : [(vector as Of<"list">).child];
    if (to > from) this.children.forEach((child, at) => child.write(vectors[at]!, from, to));
    return { min: BigInt(min), max: BigInt(max), sum: BigInt(to - from) };
  }

  protected place(): readonly Place[] {
    return [placeOf(this.#length, 0)];
  }

  protected endRuns(): void {
    this.#lengths.flush();
  }

  protected streams(): readonly OwnStream[] {
    return [{ kind: STREAM.length, out: this.#length }];
  }

  protected reset(): void {
    this.#length = new OutStream();
    this.#lengths = this.intEncoder(this.#length, false);
  }
}

class StructWriter extends NestedWriter {
  protected values(vector: Vector, start: number, end: number, live: number): Summary {
    const { children, nulls } = vector as Of<"struct">;
    if (live === end - start) {
      this.children.forEach((child, at) => child.write(children[at]!, start, end));
      return {};
    }
    const rows = new Int32Array(live);
    for (let row = start, to = 0; row < end; row++) if (nulls?.[row] !== 1) rows[to++] = row;
    this.children.forEach((child, at) => child.write(gather(children[at]!, rows), 0, live));
    return {};
  }

  protected place(): readonly Place[] {
    return [];
  }

  protected endRuns(): void {}

  protected streams(): readonly OwnStream[] {
    return [];
  }

  protected override encoding() {
    return { kind: ENCODING.direct, dictionarySize: 0 };
  }

  protected reset(): void {}
}

class UnionWriter extends NestedWriter {
  #data = new OutStream();
  #tags = new ByteEncoder(this.#data);

  protected values(vector: Vector, start: number, end: number): Summary {
    const { tags, slots, nulls, children } = vector as Of<"union">;
    const rows = children.map((): number[] => []);
    for (let row = start; row < end; row++) {
      if (nulls?.[row] === 1) continue;
      this.#tags.add(tags[row]!);
      rows[tags[row]!]!.push(slots[row]!);
    }
    this.children.forEach((child, tag) => {
      const own = Int32Array.from(rows[tag]!);
      if (own.length > 0) child.write(gather(children[tag]!, own), 0, own.length);
    });
    return {};
  }

  protected place(): readonly Place[] {
    return [placeOf(this.#data, 0)];
  }

  protected endRuns(): void {
    this.#tags.flush();
  }

  protected streams(): readonly OwnStream[] {
    return [{ kind: STREAM.data, out: this.#data }];
  }

  protected override encoding() {
    return { kind: ENCODING.direct, dictionarySize: 0 };
  }

  protected reset(): void {
    this.#data = new OutStream();
    this.#tags = new ByteEncoder(this.#data);
  }
}
