// Makes ORC objects readable: the engine has no reader of them, so that they become Parquet files of the columns a scan needs.
import { openOrcFile, type OrcFile } from "../../../formats/orc/reader.ts";
import { bytesOfColumns, orcToParquet, type WantedColumn } from "../../../formats/orc/to-parquet.ts";
import type { OrcFormat } from "../../../formats/serde.ts";
import type { LakeColumn } from "../../../formats/lake-scan.ts";
import { QueryFailure } from "../trino/failure.ts";
import { EngineError } from "../../../kit/errors.ts";
import type { Lake, LakeObject } from "./lake.ts";

export interface OrcReading {
  readonly format: OrcFormat;
  /** As the table declares them, without partition keys. */
  readonly columns: readonly LakeColumn[];
  readonly needed: ReadonlySet<string>;
  /** Ends the query. */
  readonly signal: AbortSignal;
}

export interface OrcScanned {
  bytes: number;
  rows: number;
}

/** Adds to `scanned` what is read of the object. Errors: QueryFailure HIVE_BAD_DATA, HIVE_UNSUPPORTED_FORMAT. */
export async function materialiseOrc(
  lake: Lake,
  object: LakeObject,
  path: string,
  reading: OrcReading,
  scanned: OrcScanned,
): Promise<void> {
  async function* convert(source: string): AsyncGenerator<Uint8Array> {
    const { file, close } = await openOrcFile(source);
    try {
      const wanted = wantedColumns(file, reading);
      scanned.bytes += await bytesOfColumns(file, wanted);
      scanned.rows += file.footer.rows;
      for await (const part of orcToParquet(file, wanted)) {
        reading.signal.throwIfAborted();
        yield part;
      }
    } finally {
      await close();
    }
  }
  try {
    await lake.materialiseAs(object, path, convert);
  } catch (error) {
    if (!(error instanceof EngineError) || error.engine !== "orc") throw error;
    const code = error.kind === "invalid" ? "HIVE_UNSUPPORTED_FORMAT" : "HIVE_BAD_DATA";
    throw new QueryFailure(code, `${error.message} (s3://${object.bucket}/${object.key})`);
  }
}

function wantedColumns(file: OrcFile, { format, columns, needed }: OrcReading): WantedColumn[] {
  const { schema } = file.footer;
  const names = schema.fieldNames.map((name) => name.toLowerCase());
  return columns.flatMap(({ name }, position) => {
    const at = format.byPosition ? position : names.indexOf(name);
    return needed.has(name) && at >= 0 && at < file.columns.length ? [{ at, name }] : [];
  });
}
