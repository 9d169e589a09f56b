// What a crawler knows of a file, or of many files that are alike.
import { type InferredColumn, mergeColumns, similarity } from "../../../formats/inference/columns.ts";

/** How the records are laid out: files of one table must agree on all of it. */
export type Layout =
  | { readonly classification: "parquet" }
  | { readonly classification: "orc" }
  | {
      readonly classification: "json";
      /** A custom classifier's path to the records. */
      readonly jsonPath: string | undefined;
    }
  | {
      readonly classification: "csv";
      readonly delimiter: string;
      readonly hasHeader: boolean;
      readonly serde: "LazySimpleSerDe" | "OpenCSVSerDe";
      readonly quote: string;
    };

export interface FileSchema {
  readonly layout: Layout;
  readonly compression: "none" | "gzip" | "zip";
  readonly columns: readonly InferredColumn[];
  /** JSON: the fields as the data spells them, in the columns' order. */
  readonly paths: readonly string[];
  /** CSV: some field stands in quotes. */
  readonly quoted: boolean;
}

export interface Extent {
  readonly objectCount: number;
  readonly sizeBytes: number;
  /** Estimated where not every byte was read. */
  readonly recordCount: number;
  /** Of the uncompressed records, estimated likewise. */
  readonly recordBytes: number;
}

export const NOTHING: Extent = { objectCount: 0, sizeBytes: 0, recordCount: 0, recordBytes: 0 };

export const sum = (a: Extent, b: Extent): Extent => ({
  objectCount: a.objectCount + b.objectCount,
  sizeBytes: a.sizeBytes + b.sizeBytes,
  recordCount: a.recordCount + b.recordCount,
  recordBytes: a.recordBytes + b.recordBytes,
});

/** Documented: schemas are similar when more than 70% of them agree. */
export const SIMILARITY_MIN = 0.7;

export function sameFormat(a: FileSchema, b: FileSchema): boolean {
  if (a.compression !== b.compression || a.layout.classification !== b.layout.classification) return false;
  if (a.layout.classification === "csv" && b.layout.classification === "csv") {
    return a.layout.delimiter === b.layout.delimiter && a.layout.serde === b.layout.serde;
  }
  return true;
}

export const similar = (a: FileSchema, b: FileSchema): boolean =>
  sameFormat(a, b) && similarity(a.columns, b.columns) >= SIMILARITY_MIN;

/** Of two files of the same format. Names of fields keep the spelling that came first. */
export function mergeSchemas(a: FileSchema, b: FileSchema): FileSchema {
  if (a === b) return a;
  const known = new Set(a.paths.map((path) => path.toLowerCase()));
  const further = b.paths.filter((path) => !known.has(path.toLowerCase()));
  return {
    ...a,
    layout: mergeLayouts(a.layout, b.layout),
    columns: mergeColumns(a.columns, b.columns),
    paths: further.length > 0 ? [...a.paths, ...further] : a.paths,
    quoted: a.quoted || b.quoted,
  };
}

/** A table skips the first line of all its files or of none: of all, when most files that tell have one. */
const mergeLayouts = (a: Layout, b: Layout): Layout =>
  a.classification === "csv" && b.classification === "csv" ? { ...a, hasHeader: a.hasHeader || b.hasHeader } : a;
