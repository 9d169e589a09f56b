// The columns that an ORC footer gives a catalog table.
import { formatHiveType } from "../../../formats/hive-type.ts";
import type { InferredColumn } from "../../../formats/inference/columns.ts";
import { OrcFile, type OrcSource } from "../../../formats/orc/reader.ts";
import { hiveTypeOf } from "../../../formats/orc/schema.ts";
import { EngineError } from "../../../kit/errors.ts";

/** Undefined for a damaged footer or one without columns. Names are folded to lower case, as Glue's crawler does. */
export async function inferenceOfOrc(
  source: OrcSource,
): Promise<{ readonly columns: readonly InferredColumn[]; readonly recordCount: number } | undefined> {
  let file: OrcFile;
  try {
    file = await OrcFile.open(source);
  } catch (error) {
    if (error instanceof EngineError && error.engine === "orc") return undefined;
    throw error;
  }
  const columns = new Map<string, InferredColumn>();
  file.columns.forEach((type, at) => {
    const folded = file.footer.schema.fieldNames[at]?.toLowerCase();
    if (folded !== undefined && !columns.has(folded))
      columns.set(folded, { name: folded, type: formatHiveType(hiveTypeOf(type)) });
  });
  return columns.size === 0 ? undefined : { columns: [...columns.values()], recordCount: file.footer.rows };
}
