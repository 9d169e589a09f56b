// Writes strings and binaries: with a dictionary while texts repeat often enough, as their bytes otherwise.
import type { Vector } from "../../kit/vector.ts";
import { ColumnWriter, placeOf, type OwnStream, type Place } from "./column-writer.ts";
import { ENCODING, STREAM } from "./footer.ts";
import { OutStream } from "./out-stream.ts";
import type { Summary } from "./statistics.ts";
import { TextDictionary } from "./text-dictionary.ts";

type Bytes = Extract<Vector, { kind: "bytes" }>;
const IDS_FIRST = 1024;

export class TextWriter extends ColumnWriter {
  #data = new OutStream();
  #length = new OutStream();
  #lengths = this.intEncoder(this.#length, false);
  /** Once texts have turned out too many, later stripes do not try again. */
  #mayTry = this.options.dictionaryThreshold > 0 && this.type.kind !== "binary";
  #dictionary = this.#mayTry ? new TextDictionary() : undefined;
  #ids = new Int32Array(IDS_FIRST);
  #count = 0;
  #groupStarts: number[] = [];
  #dictionaryData = new OutStream();

  protected values(vector: Vector, start: number, end: number, live: number): Summary {
    const bytes = vector as Bytes;
    if (this.#dictionary) this.#addIds(this.#dictionary, bytes, start, end, live);
    else this.#addBytes(bytes, start, end);
    return summary(bytes, start, end, this.type.kind === "binary");
  }

  #addIds(
    dictionary: TextDictionary,
    { data, starts, ends, nulls }: Bytes,
    start: number,
    end: number,
    live: number,
  ): void {
    if (this.#count + live > this.#ids.length) {
      const grown = new Int32Array(Math.max(this.#ids.length * 2, this.#count + live));
      grown.set(this.#ids.subarray(0, this.#count));
      this.#ids = grown;
    }
    for (let row = start; row < end; row++)
      if (nulls?.[row] !== 1) this.#ids[this.#count++] = dictionary.add(data, starts[row]!, ends[row]!);
  }

  #addBytes({ data, starts, ends, nulls }: Bytes, start: number, end: number): void {
    let size = 0;
    for (let row = start; row < end; row++) if (nulls?.[row] !== 1) size += ends[row]! - starts[row]!;
    const out = this.#data.room(size);
    let to = this.#data.size;
    for (let row = start; row < end; row++) {
      if (nulls?.[row] === 1) continue;
      const [from, until] = [starts[row]!, ends[row]!];
      this.#lengths.add(until - from);
      if (until - from > 32) out.set(data.subarray(from, until), to);
      else for (let at = 0; at < until - from; at++) out[to + at] = data[from + at]!;
      to += until - from;
    }
    this.#data.size = to;
  }

  protected place(): readonly Place[] {
    this.#groupStarts.push(this.#count);
    return this.#dictionary ? [] : [placeOf(this.#data), placeOf(this.#length, 0)];
  }

  protected endRuns(): void {
    if (!this.#dictionary) this.#lengths.flush();
    else if (!this.#pays(this.#dictionary)) this.#leaveDictionary(this.#dictionary);
  }

  #pays(dictionary: TextDictionary): boolean {
    return dictionary.size <= this.#count * this.options.dictionaryThreshold;
  }

  /** Writes again as bytes what has been put into the dictionary. */
  #leaveDictionary(dictionary: TextDictionary): void {
    this.#mayTry = false;
    this.#eachGroup((ids, group) => {
      this.places[group] = [placeOf(this.#data), placeOf(this.#length, 0)];
      for (const id of ids) {
        const text = dictionary.text(id);
        this.#data.write(text);
        this.#lengths.add(text.length);
      }
      this.#lengths.flush();
    });
    this.#dictionary = undefined;
    this.#ids = new Int32Array(IDS_FIRST);
    this.#count = 0;
  }

  #eachGroup(write: (ids: Int32Array, group: number) => void): void {
    this.#groupStarts.forEach((start, group) =>
      write(this.#ids.subarray(start, this.#groupStarts[group + 1] ?? this.#count), group),
    );
  }

  /** Texts in the order of their bytes, as the specification has them. */
  protected override endStripe(): void {
    const dictionary = this.#dictionary;
    if (!dictionary) return;
    const order = Int32Array.from({ length: dictionary.size }, (_, id) => id);
    order.sort((a, b) => Buffer.compare(dictionary.text(a), dictionary.text(b)));
    const sorted = new Int32Array(order.length);
    order.forEach((id, at) => {
      sorted[id] = at;
      const text = dictionary.text(id);
      this.#dictionaryData.write(text);
      this.#lengths.add(text.length);
    });
    this.#lengths.flush();
    const ids = this.intEncoder(this.#data, false);
    this.#eachGroup((group, at) => {
      this.places[at] = [placeOf(this.#data, 0)];
      for (const id of group) ids.add(sorted[id]!);
      ids.flush();
    });
  }

  protected streams(): readonly OwnStream[] {
    const streams = [
      { kind: STREAM.data, out: this.#data },
      { kind: STREAM.length, out: this.#length },
    ];
    return this.#dictionary ? [...streams, { kind: STREAM.dictionaryData, out: this.#dictionaryData }] : streams;
  }

  override sizeBytes(): number {
    return super.sizeBytes() + (this.#dictionary?.sizeBytes ?? 0) + this.#count * 4;
  }

  protected override encoding() {
    const { old } = this.options;
    if (!this.#dictionary) return super.encoding();
    return { kind: old ? ENCODING.dictionary : ENCODING.dictionaryV2, dictionarySize: this.#dictionary.size };
  }

  protected reset(): void {
    this.#data = new OutStream();
    this.#length = new OutStream();
    this.#dictionaryData = new OutStream();
    this.#lengths = this.intEncoder(this.#length, false);
    this.#dictionary = this.#mayTry ? new TextDictionary() : undefined;
    this.#count = 0;
    this.#groupStarts = [];
  }
}

function summary({ data, starts, ends, nulls }: Bytes, start: number, end: number, sumOnly: boolean): Summary {
  let [least, most, sum] = [-1, -1, 0];
  const below = (a: number, b: number): boolean => {
    const [from, other] = [starts[a]!, starts[b]!];
    const length = Math.min(ends[a]! - from, ends[b]! - other);
    for (let at = 0; at < length; at++) {
      const difference = data[from + at]! - data[other + at]!;
      if (difference !== 0) return difference < 0;
    }
    return ends[a]! - from < ends[b]! - other;
  };
  for (let row = start; row < end; row++) {
    if (nulls?.[row] === 1) continue;
    sum += ends[row]! - starts[row]!;
    if (sumOnly) continue;
    if (least === -1) least = most = row;
    else if (below(row, least)) least = row;
    else if (below(most, row)) most = row;
  }
  if (least === -1) return { sum: BigInt(sum) };
  const text = (row: number): Buffer => Buffer.from(data.subarray(starts[row], ends[row]));
  return { min: text(least), max: text(most), sum: BigInt(sum) };
}
