// Runs a query: translate, make its scans, and hand its rows on.
import type { SqlResult } from "../../../engines/sql/sql.ts";
import { translateQuery, type TranslatedQuery } from "../trino/trino.ts";
import { formatterOf, presentable } from "../trino/output.ts";
import { parseExpressionText } from "../trino/parse-query.ts";
import type { Expression, Query } from "../trino/syntax.ts";
import type { TrinoType } from "../trino/types.ts";
import { catalogFor, type QueryCatalog } from "./catalog-tables.ts";
import { columnInfo, outputName } from "./column-info.ts";
import { writeCsv } from "./result-file.ts";
import type { Outcome, Run } from "./run.ts";
import { makeScan } from "./scans.ts";

export interface PreparedQuery {
  /** Columns are named `c1`, `c2` ... */
  readonly sql: string;
  readonly columns: readonly { readonly name: string; readonly named: boolean; readonly type: TrinoType }[];
}

/** The query's SQL over views that are made. Errors: QueryFailure; ScanLimitExceeded. */
export async function prepareQuery(run: Run, query: Query): Promise<PreparedQuery> {
  const catalog = await catalogFor(run.glue, query, run.database);
  const translated = translate(run, catalog, query);
  const session = await run.session();
  let bytes = 0;
  let rows = 0;
  for (const scan of translated.scans) {
    run.signal.throwIfAborted();
    const { glue, lake, folder, nowMs } = run;
    const scanned = await makeScan({ session, glue, lake, catalog, folder, nowMs, signal: run.signal }, scan);
    bytes += scanned.bytes;
    rows += scanned.rows;
  }
  run.planned({ bytes, rows });
  const columns = translated.columns.map(({ name, type }, index) => ({
    name: outputName(name, index),
    named: name !== undefined,
    type,
  }));
  return { sql: translated.sql, columns };
}

export function translate(run: Run, { tables, databases }: QueryCatalog, query: Query): TranslatedQuery {
  const parameters: readonly Expression[] = run.row.parameters.map(parseExpressionText);
  return translateQuery(query, { tables, databases, database: run.database, parameters, nowMs: run.nowMs });
}

export async function runSelect(run: Run, query: Query): Promise<Outcome> {
  const { sql, columns } = await prepareQuery(run, query);
  const result: SqlResult = await (await run.session()).run(presentable(sql, columns));
  const formatters = columns.map(({ type }) => formatterOf(type));
  const written = await writeCsv(
    run.folder,
    columns.map(({ name }) => name),
    formatters,
    result,
  );
  return {
    columns: columns.map(({ name, type }) => columnInfo(name, type)),
    header: true,
    output: written.output,
    outputRows: written.rows,
    outputBytes: written.bytes,
  };
}
