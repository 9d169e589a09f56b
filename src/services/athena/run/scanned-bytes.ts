// Bytes of Parquet that a scan needs: column chunks of the columns used, in row groups that statistics do not rule out.
import type { SqlSession } from "../../../engines/sql/sql.ts";
import type { RangeCondition, Scan } from "../trino/analysis.ts";
import type { BaseTable } from "../trino/catalog.ts";
import { duckDbTypeOf, quoteText } from "../trino/types.ts";
import type { TrinoType } from "../trino/types.ts";
import type { Scanned } from "./scans.ts";

export async function parquetScanned(
  session: SqlSession,
  paths: readonly string[],
  scan: Scan,
  base: BaseTable,
): Promise<Scanned> {
  const source = `parquet_metadata([${paths.map(quoteText).join(", ")}])`;
  const columns = [...scan.needed].map((name) => quoteText(name));
  const types = new Map(base.columns.map(({ name, type }) => [name, type]));
  const skips = scan.ranges.flatMap((range) => {
    const type = types.get(range.column);
    return type ? [`(lower(path_in_schema) = ${quoteText(range.column)} AND ${cannotHold(range, type)})`] : [];
  });
  const skipped = skips.length > 0 ? `bool_or(coalesce(${skips.join(" OR ")}, false))` : "false";
  const used = columns.length > 0 ? `lower(split_part(path_in_schema, ', ', 1)) IN (${columns.join(", ")})` : "false";
  const groups = `SELECT ${skipped} AS skipped, sum(CASE WHEN ${used} THEN total_compressed_size ELSE 0 END) AS bytes, max(row_group_num_rows) AS rows FROM ${source} GROUP BY file_name, row_group_id`;
  const result = await session.run(
    `SELECT CAST(coalesce(sum(bytes), 0) AS DOUBLE), CAST(coalesce(sum(rows), 0) AS DOUBLE) FROM (${groups}) WHERE NOT skipped`,
  );
  const [[bytes, rows] = [0, 0]] = await result.rows();
  return { bytes: Number(bytes), rows: Number(rows) };
}

function cannotHold({ operator, constant }: RangeCondition, type: TrinoType): string {
  const bound = (name: string): string => `TRY_CAST(${name} AS ${duckDbTypeOf(type)})`;
  const [low, high] = [bound("stats_min_value"), bound("stats_max_value")];
  switch (operator) {
    case "=":
      return `(${constant} < ${low} OR ${constant} > ${high})`;
    case "<":
      return `${low} >= ${constant}`;
    case "<=":
      return `${low} > ${constant}`;
    case ">":
      return `${high} <= ${constant}`;
    default:
      return `${high} < ${constant}`;
  }
}
