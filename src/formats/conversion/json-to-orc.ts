// Newline-delimited JSON to one ORC file by a Hive schema: read by the SQL engine, written by our own writer.
import type { SqlResult, SqlSession } from "../../engines/sql/sql.ts";
import type { HiveField } from "../hive-type.ts";
import { orcSchema } from "../orc/schema.ts";
import { OrcWriter, type OrcOptions } from "../orc/writer.ts";
import { isInvalid, selects, type JsonSchema } from "./json-to-parquet.ts";

export interface OrcWritten {
  readonly rows: number;
  /** Whether any value of the file, at any depth, is NULL. */
  readonly hasNulls: boolean;
}

/** As jsonToParquet, and with the same errors; whether there are NULLs is found on the way. */
export async function jsonToOrc(
  session: SqlSession,
  from: string,
  to: string,
  schema: JsonSchema,
  options: OrcOptions,
): Promise<OrcWritten & { readonly exactKeys: boolean }> {
  const { exactly, leniently } = selects(from, schema);
  try {
    return { ...(await writeOrc(await session.run(exactly), to, schema.columns, options)), exactKeys: true };
  } catch (error) {
    if (!isInvalid(error)) throw error;
  }
  return { ...(await writeOrc(await session.run(leniently), to, schema.columns, options)), exactKeys: false };
}

/** Writes the result's columns, which have the DuckDB types of the Hive types of `columns`, as an ORC file at `to`. */
export async function writeOrc(
  result: SqlResult,
  to: string,
  columns: readonly HiveField[],
  options: OrcOptions,
): Promise<OrcWritten> {
  const writer = await OrcWriter.create(to, orcSchema(columns), options);
  try {
    for await (const batch of result.vectors()) await writer.write(batch.columns, batch.rows);
  } catch (error) {
    await writer.abort();
    throw error;
  }
  return writer.close();
}
