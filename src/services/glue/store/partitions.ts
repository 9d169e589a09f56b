// Partitions: one small row each; columns that many partitions share are kept once a table.
import { createHash } from "node:crypto";
import type { Key, Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { partitionValueCount } from "../errors.ts";
import type { PartitionFilter } from "../partition-filter.ts";
import type { Scope } from "../scope.ts";
import type { PartitionInputRow, StoredColumn } from "./inputs.ts";
import type { PartitionRow, TableRow } from "./rows.ts";
import { partitionColumns, partitions, within } from "./tables.ts";

/** Keys beyond this are named by a hash: an engine bounds their length. Ours. */
const VALUES_SIZE_MAX_BYTES = 3_000;

/** Sorts after every value that people use. */
const HASHED = "\u{10FFFF}";

const partitionKey = (scope: Scope, tableId: string, values: readonly string[]): Key =>
  within(scope, tableId, ...keyValues(values));

function keyValues(values: readonly string[]): readonly string[] {
  const sizeBytes = values.reduce((sum, value) => sum + Buffer.byteLength(value) + 2, 0);
  if (sizeBytes <= VALUES_SIZE_MAX_BYTES) return values;
  return [HASHED, createHash("sha256").update(JSON.stringify(values)).digest("hex")];
}

/** Errors: InvalidInputException when the table has another number of partition keys. */
export function checkValues(table: TableRow, values: readonly string[] | undefined): readonly string[] {
  const count = table.input.PartitionKeys?.length ?? 0;
  if (values === undefined || values.length !== count || count === 0) throw partitionValueCount();
  return values;
}

export const getPartition = (
  reads: Reads,
  scope: Scope,
  tableId: string,
  values: readonly string[],
): Promise<PartitionRow | undefined> => partitions.get(reads, partitionKey(scope, tableId, values));

/** `input` must have values. */
export async function putPartition(
  transaction: Transaction,
  scope: Scope,
  tableId: string,
  input: PartitionInputRow,
  creationTime: Date,
): Promise<void> {
  const { Columns, ...descriptor } = input.StorageDescriptor ?? {};
  const columnsId = Columns && (await keepColumns(transaction, scope, tableId, Columns));
  const stored = input.StorageDescriptor ? { ...input, StorageDescriptor: descriptor } : input;
  partitions.put(transaction, partitionKey(scope, tableId, input.Values ?? []), {
    input: stored,
    columnsId,
    creationTime,
  });
}

async function keepColumns(
  transaction: Transaction,
  scope: Scope,
  tableId: string,
  columns: readonly StoredColumn[],
): Promise<string> {
  const id = createHash("sha256").update(JSON.stringify(columns)).digest("base64url").slice(0, 22);
  const key = within(scope, tableId, id);
  if ((await partitionColumns.get(transaction, key)) === undefined) partitionColumns.put(transaction, key, { columns });
  return id;
}

export function deletePartition(
  transaction: Transaction,
  scope: Scope,
  tableId: string,
  values: readonly string[],
): void {
  partitions.delete(transaction, partitionKey(scope, tableId, values));
}

/** Puts the shared columns back into partitions, reading each list of them once. */
export class ColumnsReader {
  readonly #known = new Map<string, Promise<readonly StoredColumn[]>>();
  readonly #reads: Reads;
  readonly #scope: Scope;
  readonly #tableId: string;

  constructor(reads: Reads, scope: Scope, tableId: string) {
    this.#reads = reads;
    this.#scope = scope;
    this.#tableId = tableId;
  }

  async columnsOf(partition: PartitionRow): Promise<readonly StoredColumn[] | undefined> {
    const { columnsId } = partition;
    if (columnsId === undefined) return undefined;
    const known = this.#known.get(columnsId) ?? this.#read(columnsId);
    this.#known.set(columnsId, known);
    return known;
  }

  async #read(id: string): Promise<readonly StoredColumn[]> {
    const row = await partitionColumns.get(this.#reads, within(this.#scope, this.#tableId, id));
    return row?.columns ?? [];
  }
}

export interface PartitionRange {
  readonly filter?: PartitionFilter | undefined;
  /** Key of the last partition that was seen. */
  readonly after?: Key | undefined;
}

/** In the order of their values; those of the filter's prefix are all that is read. */
export async function* scanPartitions(
  reads: Reads,
  scope: Scope,
  tableId: string,
  { filter, after }: PartitionRange = {},
): AsyncIterable<{ key: Key; row: PartitionRow }> {
  const prefix = within(scope, tableId, ...(filter?.prefix ?? []));
  const range = after ? { prefix, after } : { prefix };
  for await (const { key, row } of partitions.scan(reads, range)) {
    if (!filter || filter.matches(row.input.Values ?? [])) yield { key, row };
  }
  if (!filter || filter.prefix.length === 0) return;
  // Rows under hashed keys stand outside of every prefix.
  const hashed = within(scope, tableId, HASHED);
  const behind = after && after[hashed.length - 1] === HASHED ? { prefix: hashed, after } : { prefix: hashed };
  for await (const { key, row } of partitions.scan(reads, behind)) {
    if (filter.matches(row.input.Values ?? [])) yield { key, row };
  }
}
