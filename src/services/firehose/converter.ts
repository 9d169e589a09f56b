// The serializer of a conversion, as the configuration sets it.
import { jsonToOrc } from "../../formats/conversion/json-to-orc.ts";
import {
  hasNulls,
  jsonToParquet,
  type JsonSchema,
  type ParquetOptions,
} from "../../formats/conversion/json-to-parquet.ts";
import type { OrcOptions } from "../../formats/orc/writer.ts";
import type { SqlSession } from "../../engines/sql/sql.ts";
import type { Conversion } from "./destination.ts";

interface ConvertedFile {
  /** Every line has the schema's keys, and no others. */
  readonly exactKeys: boolean;
  /** Whether the file has a NULL anywhere. */
  readonly hasNulls: () => Promise<boolean>;
}

/** Writes lines of JSON at `from` to `to`. Errors: EngineError `invalid` when some line does not convert. */
export type Convert = (session: SqlSession, from: string, to: string, schema: JsonSchema) => Promise<ConvertedFile>;

type Serializer = NonNullable<NonNullable<Conversion["OutputFormatConfiguration"]>["Serializer"]>;
type OrcSerDe = NonNullable<Serializer["OrcSerDe"]>;
type ParquetSerDe = NonNullable<Serializer["ParquetSerDe"]>;

const orcSerDe = ({ OutputFormatConfiguration: output }: Conversion): OrcSerDe | undefined =>
  output?.Serializer?.OrcSerDe;

/** Documented for Parquet: the extension that converted objects have; inferred for ORC. */
export const convertedExtension = (conversion: Conversion): string => (orcSerDe(conversion) ? ".orc" : ".parquet");

/** `rowBytes`: of a row of the batch, as JSON. */
export function converterOf(conversion: Conversion, rowBytes: number): Convert {
  const orc = orcSerDe(conversion);
  if (orc) {
    const options = orcOptions(orc);
    return async (session, from, to, schema) => {
      const { exactKeys, hasNulls: found } = await jsonToOrc(session, from, to, schema, options);
      return { exactKeys, hasNulls: () => Promise.resolve(found) };
    };
  }
  const options = parquetOptions(conversion.OutputFormatConfiguration?.Serializer?.ParquetSerDe ?? {}, rowBytes);
  return async (session, from, to, schema) => {
    const { exactKeys } = await jsonToParquet(session, from, to, schema, options);
    return { exactKeys, hasNulls: () => hasNulls(session, to) };
  };
}

const COMPRESSIONS = { NONE: "none", ZLIB: "zlib", SNAPPY: "snappy" } as const;
const MIB = 1024 * 1024;
/** The SQL engine's own, and the rows that it hands on together. */
const ROW_GROUP_ROWS_MAX = 122_880;
const VECTOR_ROWS = 2048;

/** Documented defaults. A row group ends where its rows would fill a block as JSON, which takes more than its values do. */
function parquetOptions(parquet: ParquetSerDe, rowBytes: number): ParquetOptions {
  const blockBytes = parquet.BlockSizeBytes ?? 256 * MIB;
  const blockVectors = Math.floor(blockBytes / rowBytes / VECTOR_ROWS);
  return {
    compression: parquet.Compression ?? "SNAPPY",
    dictionary: parquet.EnableDictionaryCompression ?? true,
    version: parquet.WriterVersion ?? "V1",
    rowGroupRows: Math.min(ROW_GROUP_ROWS_MAX, Math.max(1, blockVectors) * VECTOR_ROWS),
    padding: parquet.MaxPaddingBytes ? { blockBytes, maxBytes: parquet.MaxPaddingBytes } : undefined,
  };
}

/** Documented defaults. DictionaryKeyThreshold has none in the API's reference; 0 in CloudFormation's: no dictionaries. */
function orcOptions(orc: OrcSerDe): OrcOptions {
  return {
    compression: COMPRESSIONS[orc.Compression ?? "SNAPPY"],
    strategy: "speed",
    stripeBytes: orc.StripeSizeBytes ?? 64 * MIB,
    rowIndexStride: orc.RowIndexStride ?? 10_000,
    dictionaryThreshold: orc.DictionaryKeyThreshold ?? 0,
    old: orc.FormatVersion === "V0_11",
    bloomFilters: orc.BloomFilterColumns?.length
      ? {
          columns: orc.BloomFilterColumns.map((name) => name.toLowerCase()),
          falsePositives: orc.BloomFilterFalsePositiveProbability ?? 0.05,
        }
      : undefined,
    padding: orc.EnablePadding
      ? { blockBytes: orc.BlockSizeBytes ?? 256 * MIB, tolerance: orc.PaddingTolerance ?? 0.05 }
      : undefined,
  };
}
