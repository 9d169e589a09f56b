// Writes one column of a stripe: what all kinds share. Row groups, the PRESENT stream, statistics, positions.
import type { Vector } from "../../kit/vector.ts";
import { addToFilter, BloomFilter, hasFilter } from "./bloom-filter.ts";
import { BooleanEncoder } from "./byte-encoder.ts";
import { ENCODING, STREAM } from "./footer.ts";
import type { IntEncoder } from "./int-encoder.ts";
import { IntEncoderV1 } from "./int-encoder-v1.ts";
import { IntEncoderV2 } from "./int-encoder-v2.ts";
import { OutStream } from "./out-stream.ts";
import type { OrcType } from "./schema.ts";
import { Statistics, type Summary } from "./statistics.ts";

export interface ColumnOptions {
  /** Hive 0.11's format, without version 2 of run lengths. */
  readonly old: boolean;
  /** Distinct texts for each value up to which a dictionary is written: 0 never, 1 always. */
  readonly dictionaryThreshold: number;
  readonly rowIndexStride: number;
  readonly bloomFilters: { readonly columns: readonly string[]; readonly falsePositives: number } | undefined;
}

/** Where a row group begins in a stream: bytes before compression, then what the run lengths need. */
export interface Place {
  readonly stream: OutStream;
  readonly offset: number;
  readonly extras: readonly number[];
}

export interface OwnStream {
  readonly kind: number;
  readonly out: OutStream;
}

export interface ColumnStripe {
  readonly type: OrcType;
  readonly streams: readonly OwnStream[];
  readonly encoding: { readonly kind: number; readonly dictionarySize: number };
  readonly groups: readonly { readonly places: readonly Place[]; readonly statistics: Statistics }[];
  readonly statistics: Statistics;
  /** One a group, or none. */
  readonly filters: readonly BloomFilter[];
}

export abstract class ColumnWriter {
  readonly type: OrcType;
  protected readonly options: ColumnOptions;
  #present = new OutStream();
  #bits = new BooleanEncoder(this.#present);
  #group = new Statistics();
  #groups: Statistics[] = [];
  #presentPlaces: Place[] = [];
  #filter: BloomFilter | undefined;
  #filters: BloomFilter[] = [];
  protected places: (readonly Place[])[] = [];
  /** Its row groups have Bloom filters. */
  filtered = false;

  constructor(type: OrcType, options: ColumnOptions) {
    this.type = type;
    this.options = options;
  }

  /** Itself and every column inside it, by id. */
  get all(): readonly ColumnWriter[] {
    return [this];
  }

  /** Rows from `start` up to `end` of the vector. */
  write(vector: Vector, start: number, end: number): void {
    const { nulls } = vector;
    let live = end - start;
    for (let row = start; row < end; row++) {
      const isNull = nulls?.[row] === 1;
      this.#bits.add(isNull ? 0 : 1);
      if (isNull) live--;
    }
    if (live < end - start) this.#group.hasNull = true;
    this.#group.values += live;
    if (live === 0) return;
    this.#group.add(this.values(vector, start, end, live));
    if (this.#filter) addToFilter(this.#filter, vector, start, end);
  }

  /** Writes the values that are not NULL, of which there are `live`. */
  protected abstract values(vector: Vector, start: number, end: number, live: number): Summary;

  /** Bytes that are held, roughly what they take before compression. */
  sizeBytes(): number {
    return this.#present.size + this.streams().reduce((sum, { out }) => sum + out.size, 0);
  }

  startGroup(): void {
    this.#presentPlaces.push({ stream: this.#present, offset: this.#present.size, extras: [0, this.#bits.bits] });
    this.places.push(this.place());
    this.#filter = this.#newFilter();
  }

  #newFilter(): BloomFilter | undefined {
    const { bloomFilters, rowIndexStride } = this.options;
    if (!bloomFilters || rowIndexStride === 0 || !this.filtered || !hasFilter(this.type)) return undefined;
    return new BloomFilter(rowIndexStride, bloomFilters.falsePositives);
  }

  endGroup(): void {
    this.#bits.flushBytes();
    this.endRuns();
    if (this.#filter) this.#filters.push(this.#filter);
    this.#groups.push(this.#group);
    this.#group = new Statistics();
  }

  /** What is written, and everything anew for the next stripe. All groups have ended. */
  finish(): ColumnStripe {
    this.#bits.flush();
    this.endStripe();
    const statistics = new Statistics();
    for (const group of this.#groups) statistics.merge(group);
    const present = statistics.hasNull ? [{ kind: STREAM.present, out: this.#present }] : [];
    const groups = this.#groups.map((group, at) => ({
      statistics: group,
      places: [...(statistics.hasNull ? [this.#presentPlaces[at]!] : []), ...(this.places[at] ?? [])],
    }));
    const stripe = {
      type: this.type,
      streams: [...present, ...this.streams()],
      encoding: this.encoding(),
      groups,
      statistics,
      filters: this.#filters,
    };
    this.#filters = [];
    this.#present = new OutStream();
    this.#bits = new BooleanEncoder(this.#present);
    this.#groups = [];
    this.#presentPlaces = [];
    this.places = [];
    this.reset();
    return stripe;
  }

  /** Where the next value goes, all runs having ended. */
  protected abstract place(): readonly Place[];
  protected abstract endRuns(): void;
  protected abstract streams(): readonly OwnStream[];
  protected abstract reset(): void;
  protected endStripe(): void {}

  protected encoding(): ColumnStripe["encoding"] {
    return { kind: this.options.old ? ENCODING.direct : ENCODING.directV2, dictionarySize: 0 };
  }

  protected intEncoder(out: OutStream, signed: boolean): IntEncoder {
    return this.options.old ? new IntEncoderV1(out, signed) : new IntEncoderV2(out, signed);
  }
}

export const placeOf = (stream: OutStream, ...extras: number[]): Place => ({ stream, offset: stream.size, extras });
