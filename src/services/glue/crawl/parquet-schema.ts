// The columns that a Parquet footer gives a catalog table.
import { formatHiveType } from "../../../formats/hive-type.ts";
import type { InferredColumn } from "../../../formats/inference/columns.ts";
import { readFooter } from "../../../formats/parquet/footer.ts";
import { parquetColumns } from "../../../formats/parquet/hive-schema.ts";

/** Undefined for a damaged footer or one without columns. Names are folded to lower case, as Glue's crawler does. */
export function inferenceOfParquet(
  footer: Uint8Array,
): { readonly columns: readonly InferredColumn[]; readonly recordCount: number } | undefined {
  const read = readFooter(footer);
  if (read === undefined) return undefined;
  const columns = new Map<string, InferredColumn>();
  for (const { name, type } of parquetColumns(read.root)) {
    const folded = name.toLowerCase();
    if (!columns.has(folded)) columns.set(folded, { name: folded, type: formatHiveType(type) });
  }
  return columns.size === 0 ? undefined : { columns: [...columns.values()], recordCount: read.rowCount };
}
