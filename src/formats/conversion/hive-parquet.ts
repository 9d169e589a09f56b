// Makes of the SQL engine's Parquet file one as Hive writes it: timestamps as INT96, row groups kept within blocks.
import { rm } from "node:fs/promises";
import type { SqlSession, SqlVectors } from "../../engines/sql/sql.ts";
import { gather } from "../../kit/vector.ts";
import type { HiveField, HiveType } from "../hive-type.ts";
import { int96Chunk, type Codec, type Int96Chunk } from "../parquet/int96.ts";
import { leavesOf, ParquetSchema, type LeafValues } from "../parquet/leaves.ts";
import { rewriteParquet, type Rewriting } from "../parquet/rewritten.ts";
import { quotedName, quotedText } from "./hive-projection.ts";

export interface HiveParquetOptions {
  readonly compression: Codec;
  readonly dictionary: boolean;
  readonly padding: Rewriting["padding"];
}

export const needsHiveParquet = (columns: readonly HiveField[], { padding }: HiveParquetOptions): boolean =>
  padding !== undefined || columns.some(({ type }) => hasTimestamp(type));

/** The file at `from` has those columns, and is deleted. */
export async function hiveParquet(
  session: SqlSession,
  from: string,
  to: string,
  columns: readonly HiveField[],
  { compression: codec, dictionary, padding }: HiveParquetOptions,
): Promise<void> {
  const { leaves } = new ParquetSchema(columns);
  const wanted = new Set(leaves.flatMap(({ kind }, at) => (kind === "timestamp" ? [at] : [])));
  const groups = new RowGroups(session, from, columns);
  try {
    await rewriteParquet(from, to, {
      leaves: wanted,
      codec,
      padding,
      chunks: async (rows) => {
        const chunks = new Map<number, Int96Chunk>();
        if (wanted.size === 0) return chunks;
        const parts = await groups.next(rows);
        for (const at of wanted) chunks.set(at, await int96Chunk(leaves[at]!, parts.get(at) ?? [], codec, dictionary));
        return chunks;
      },
    });
  } finally {
    await groups.close();
    await rm(from, { force: true });
  }
}

function hasTimestamp(type: HiveType): boolean {
  switch (type.kind) {
    case "array":
      return hasTimestamp(type.element);
    case "map":
      return hasTimestamp(type.key) || hasTimestamp(type.value);
    case "struct":
      return type.fields.some((field) => hasTimestamp(field.type));
    default:
      return type.kind === "timestamp";
  }
}

/** The columns with timestamps, row group after row group. */
class RowGroups {
  readonly #session: SqlSession;
  readonly #select: string;
  /** For each of the columns the places of its leaves among all of them. */
  readonly #places: readonly (readonly number[])[];
  #batches: AsyncIterator<SqlVectors> | undefined;
  #left: SqlVectors | undefined;

  constructor(session: SqlSession, from: string, columns: readonly HiveField[]) {
    this.#session = session;
    const names: string[] = [];
    const places: number[][] = [];
    let leaf = 0;
    for (const { name, type } of columns) {
      const count = new ParquetSchema([{ name, type }]).leaves.length;
      if (hasTimestamp(type)) {
        names.push(quotedName(name));
        places.push(Array.from({ length: count }, (_, at) => leaf + at));
      }
      leaf += count;
    }
    this.#places = places;
    this.#select = `SELECT ${names.join(", ")} FROM read_parquet(${quotedText(from)})`;
  }

  /** The values of the next `rows` rows by leaf. */
  async next(rows: number): Promise<ReadonlyMap<number, LeafValues[]>> {
    const parts = new Map<number, LeafValues[]>();
    for (let missing = rows; missing > 0;) {
      const batch = await this.#take(missing);
      missing -= batch.rows;
      for (const [column, vector] of batch.columns.entries()) {
        for (const [at, values] of leavesOf(vector).entries()) {
          const leaf = this.#places[column]?.[at] ?? -1;
          parts.set(leaf, [...(parts.get(leaf) ?? []), values]);
        }
      }
    }
    return parts;
  }

  async close(): Promise<void> {
    await this.#batches?.return?.();
  }

  async #take(rowsMax: number): Promise<SqlVectors> {
    let batch = this.#left;
    this.#left = undefined;
    if (!batch) {
      this.#batches ??= (await this.#session.run(this.#select)).vectors()[Symbol.asyncIterator]();
      const next = await this.#batches.next();
      if (next.done === true) throw new RangeError("the Parquet file has fewer rows than it says");
      batch = next.value;
    }
    if (batch.rows <= rowsMax) return batch;
    this.#left = part(batch, rowsMax, batch.rows);
    return part(batch, 0, rowsMax);
  }
}

function part({ columns }: SqlVectors, start: number, end: number): SqlVectors {
  const rows = Int32Array.from({ length: end - start }, (_, at) => start + at);
  return { rows: rows.length, columns: columns.map((vector) => gather(vector, rows)) };
}
