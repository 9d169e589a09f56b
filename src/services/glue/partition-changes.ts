// What the single and the batch operations do to one partition.
import type { PartitionError } from "@aws-sdk/client-glue";
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { AwsError } from "../../kit/errors.ts";
import { partitionExists, partitionNotFound } from "./errors.ts";
import type { Scope } from "./scope.ts";
import type { PartitionInputRow } from "./store/inputs.ts";
import { checkValues, deletePartition, getPartition, putPartition } from "./store/partitions.ts";
import type { TableRow } from "./store/rows.ts";

/** Errors: InvalidInputException, AlreadyExistsException. */
export async function addPartition(
  transaction: Transaction,
  scope: Scope,
  table: TableRow,
  input: PartitionInputRow,
  creationTime: Date,
): Promise<void> {
  const values = checkValues(table, input.Values);
  if (await getPartition(transaction, scope, table.id, values)) throw partitionExists();
  await putPartition(transaction, scope, table.id, input, creationTime);
}

/**
 * Replaces the partition of these values, which may get other ones.
 * Errors: InvalidInputException, EntityNotFoundException, AlreadyExistsException.
 */
export async function changePartition(
  transaction: Transaction,
  scope: Scope,
  table: TableRow,
  values: readonly string[],
  input: PartitionInputRow,
): Promise<void> {
  const next = checkValues(table, input.Values ?? [...values]);
  const known = await getPartition(transaction, scope, table.id, values);
  if (known === undefined) throw partitionNotFound();
  if (next.some((value, index) => value !== values[index])) {
    if (await getPartition(transaction, scope, table.id, next)) throw partitionExists();
    deletePartition(transaction, scope, table.id, values);
  }
  await putPartition(transaction, scope, table.id, { ...input, Values: [...next] }, known.creationTime);
}

/** Errors: EntityNotFoundException. */
export async function removePartition(
  transaction: Transaction,
  scope: Scope,
  table: TableRow,
  values: readonly string[],
): Promise<void> {
  if (!(await getPartition(transaction, scope, table.id, values))) throw partitionNotFound();
  deletePartition(transaction, scope, table.id, values);
}

/** Runs `change` for each entry; the errors of AWS's kind become the batch's answer, in order. */
export async function eachOf<Entry>(
  entries: readonly Entry[],
  valuesOf: (entry: Entry) => readonly string[] | undefined,
  change: (entry: Entry) => Promise<void>,
): Promise<PartitionError[]> {
  const errors: PartitionError[] = [];
  for (const entry of entries) {
    try {
      await change(entry);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const ErrorDetail = { ErrorCode: error.code, ErrorMessage: error.message };
      errors.push({ PartitionValues: [...(valuesOf(entry) ?? [])], ErrorDetail });
    }
  }
  return errors;
}
