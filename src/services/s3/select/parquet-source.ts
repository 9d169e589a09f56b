// Parquet as rows, read in place by the SQL engine: only the columns that a query names.
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Sql, SqlResultValue, SqlSession } from "../../../engines/sql/sql.ts";
import { PrivateCopies } from "../../../formats/private-copies.ts";
import { EngineError } from "../../../kit/errors.ts";
import type { Counts } from "./bytes.ts";
import { parquetParsing } from "./errors.ts";
import { partsOf } from "./plan.ts";
import type { Row } from "./row.ts";
import type { ScanRange } from "./serialization.ts";
import type { Expression, Query } from "./syntax.ts";
import { Timestamp } from "./timestamp.ts";
import { type Value, valueOf } from "./values.ts";

export interface ParquetFile {
  readonly sql: () => Promise<Sql>;
  readonly body: Readable & { readonly localPath?: string | undefined };
  readonly sizeBytes: number;
  readonly temporaryFolder: string;
  readonly range: ScanRange | undefined;
  readonly counts: Counts;
}

/** Errors: ParquetParsingError. */
export async function* parquetRows(file: ParquetFile, query: Query): AsyncIterable<readonly Row[]> {
  const { path, remove } = await pathOf(file);
  const session = await (await file.sql()).session();
  try {
    yield* rowsAt(session, path, file, query);
  } catch (error) {
    throw error instanceof EngineError && isOfFile(error) ? parquetParsing() : error;
  } finally {
    await session.close();
    await remove();
  }
}

const isOfFile = ({ kind }: EngineError): boolean => kind === "invalid" || kind === "corrupt" || kind === "not-found";

/** What is encrypted cannot be read in place: a private copy is. */
async function pathOf({
  body,
  sizeBytes,
  temporaryFolder,
}: ParquetFile): Promise<{ path: string; remove: () => Promise<void> }> {
  if (body.localPath !== undefined) {
    body.destroy();
    return { path: body.localPath, remove: async () => {} };
  }
  const folder = await mkdtemp(join(temporaryFolder, "select-"));
  const copies = new PrivateCopies();
  const remove = async (): Promise<void> => {
    await copies.close();
    await rm(folder, { recursive: true, force: true });
  };
  const path = join(folder, "object.parquet");
  try {
    await copies.add(body, sizeBytes, path);
  } catch (error) {
    await remove();
    throw error;
  }
  return { path, remove };
}

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function* rowsAt(
  session: SqlSession,
  path: string,
  { range, counts }: ParquetFile,
  query: Query,
): AsyncIterable<readonly Row[]> {
  const described = await session.run("SELECT * FROM read_parquet(?) LIMIT 0", [path]);
  const every = described.columns;
  const named = query.projections === "*" ? undefined : namesIn(query);
  const read = every.filter(({ name }) => named === undefined || named.has(name.toLowerCase()));
  const groups = await groupsOf(
    session,
    path,
    read.map(({ name }) => name),
    range,
  );
  for (const group of groups) counts.scanned += group.scanned;
  for (const group of groups) counts.processed += group.processed;
  if (groups.length === 0) return;
  const list = read.length === 0 ? "1" : read.map(({ name }) => quotedName(name)).join(", ");
  const within = range === undefined ? "" : ` WHERE ${groups.map(withinRows).join(" OR ")}`;
  const rows = await session.run(
    `SELECT ${list} FROM read_parquet(?, file_row_number = ${range !== undefined})${within}`,
    [path],
  );
  const convert = read.map(({ name, type }) => [name, converterOf(type)] as const);
  for await (const batch of rows.batches())
    yield batch.map((values) => ({
      tree: Object.fromEntries(convert.map(([name, one], at) => [name, one(values[at] ?? null)])),
    }));
}

interface RowGroup {
  readonly firstRow: bigint;
  readonly rows: bigint;
  readonly scanned: number;
  readonly processed: number;
}

const withinRows = ({ firstRow, rows }: RowGroup): string =>
  `(file_row_number >= ${firstRow} AND file_row_number < ${firstRow + rows})`;

type MetaRow = [id: bigint, rows: bigint, offset: bigint, column: string, compressed: bigint, uncompressed: bigint];

/** The row groups that begin in the range, and what their columns take. Documented: a group counts where it begins. */
async function groupsOf(
  session: SqlSession,
  path: string,
  columns: readonly string[],
  range: ScanRange | undefined,
): Promise<readonly RowGroup[]> {
  const meta = await session.run(
    `SELECT row_group_id, row_group_num_rows, coalesce(dictionary_page_offset, data_page_offset),
       split_part(path_in_schema, ', ', 1), total_compressed_size, total_uncompressed_size
     FROM parquet_metadata(?) ORDER BY row_group_id, column_id`,
    [path],
  );
  const groups = new Map<bigint, { rows: bigint; start: number; scanned: number; processed: number }>();
  for await (const batch of meta.batches()) {
    for (const row of batch as readonly MetaRow[]) {
      const [id, rows, offset, column, compressed, uncompressed] = row;
      const group = groups.get(id) ?? { rows, start: Number(offset), scanned: 0, processed: 0 };
      groups.set(id, group);
      group.start = Math.min(group.start, Number(offset));
      if (!columns.includes(column)) continue;
      group.scanned += Number(compressed);
      group.processed += Number(uncompressed);
    }
  }
  let firstRow = 0n;
  const placed = [...groups.values()].map((group) => {
    const first = firstRow;
    firstRow += group.rows;
    return { ...group, firstRow: first };
  });
  return placed.filter(({ start }) => range === undefined || (start >= range.start && start <= range.end));
}

/** Every name that a query could mean a column by. */
function namesIn({ projections, where }: Query): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (expression: Expression): void => {
    if (expression.kind === "path")
      for (const step of expression.steps) if ("name" in step) names.add(step.name.text.toLowerCase());
    partsOf(expression).forEach(collect);
  };
  if (projections !== "*") for (const { expression } of projections) collect(expression);
  if (where) collect(where);
  return names;
}

function converterOf(type: string): (value: SqlResultValue) => Value {
  if (type.startsWith("DECIMAL")) return (value) => (value === null ? null : Number(value));
  if (type.startsWith("TIMESTAMP"))
    return (value) => (typeof value === "string" ? Timestamp.parse(`${value.replace(" ", "T")}Z`) : null);
  if (type === "FLOAT" || type === "DOUBLE") return (value) => value as Value;
  if (type === "BLOB") return (value) => (value instanceof Uint8Array ? Buffer.from(value).toString() : null);
  return (value) => valueOf(value instanceof Map ? Object.fromEntries(value) : value);
}
