// TransactWriteItems: up to 100 writes and conditions, all of them or none.
import { hash } from "node:crypto";
import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import { AwsError } from "../../../kit/errors.ts";
import { answered, type Item, itemBytes } from "../attribute-value.ts";
import { consumedByTable, writeUnits } from "../capacity.ts";
import type { Call, Input, Operation } from "../context.ts";
import {
  duplicateTransactionItems,
  idempotentMismatch,
  oneActionOnly,
  transactionCanceled,
  transactionTooLarge,
} from "../errors.ts";
import {
  carryOut,
  checkPlan,
  deletePlan,
  type ItemPlan,
  placeOf,
  putPlan,
  updatePlan,
  type Written,
} from "../item-plan.ts";
import { referenceOf } from "../key.ts";
import { TRANSACTION_BYTES_MAX } from "../limits.ts";
import { readableTable } from "../read-item.ts";
import type { ItemTransaction } from "../store/item-transaction.ts";
import { tableKey, type TableKey } from "../table.ts";
import { planned } from "../write-input.ts";

interface Write {
  readonly key: TableKey;
  readonly plan: ItemPlan;
}

export const transactWriteItems: Operation<"TransactWriteItems"> = async (input, call) => {
  const { store } = call.context;
  const { ClientRequestToken: token } = input;
  const writes = input.TransactItems.map((item) => writeOf(item, call));
  const request = hash("sha256", JSON.stringify(input.TransactItems));
  const places = new Set<string>();
  for (const { key, plan } of writes) {
    const table = await readableTable(store, key);
    places.add(table.id + referenceOf(placeOf(plan, table)));
  }
  if (places.size < writes.length) throw duplicateTransactionItems();
  const written = await store.transact(async (transaction) => {
    const before = token === undefined ? undefined : await transaction.remember(call, token, request);
    if (before !== undefined && before !== request) throw idempotentMismatch();
    if (before !== undefined) return [];
    return allOrNone(transaction, writes);
  });
  const units = new Map<string, number>();
  for (const [at, { before, after }] of written.entries()) {
    const name = writes[at]?.key.name ?? "";
    const bytes = Math.max(itemBytes(before ?? {}), itemBytes(after ?? {}));
    units.set(name, (units.get(name) ?? 0) + writeUnits(bytes, true));
  }
  return { ConsumedCapacity: consumedByTable(units, input.ReturnConsumedCapacity) };
};

/** Errors: TransactionCanceledException with a reason for each of the writes. */
async function allOrNone(transaction: ItemTransaction, writes: readonly Write[]): Promise<readonly Written[]> {
  const written: Written[] = [];
  const reasons: CancellationReason[] = [];
  let bytes = 0;
  for (const { key, plan } of writes) {
    try {
      const one = await carryOut(transaction, key, plan);
      bytes += itemBytes(one.after ?? {});
      written.push(one);
      reasons.push({ Code: "None" });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      reasons.push(reasonOf(error));
    }
  }
  if (reasons.some(({ Code }) => Code !== "None")) throw transactionCanceled(reasons);
  if (bytes > TRANSACTION_BYTES_MAX) throw transactionTooLarge();
  return written;
}

const REASONS: Readonly<Record<string, string>> = {
  ConditionalCheckFailedException: "ConditionalCheckFailed",
  ValidationException: "ValidationError",
};

function reasonOf(error: AwsError): CancellationReason {
  const code = REASONS[error.code];
  if (code === undefined) throw error;
  const item = error.members["Item"] as Item | undefined;
  return { Code: code, Message: error.message, ...(item && { Item: answered(item) }) };
}

function writeOf(item: Input<"TransactWriteItems">["TransactItems"][number], call: Call): Write {
  const { Put: put, Update: update, Delete: deleted, ConditionCheck: check } = item;
  if ([put, update, deleted, check].filter((one) => one !== undefined).length !== 1) throw oneActionOnly();
  if (put) return { key: tableKey(put.TableName, call), plan: putPlan(put.Item, planned(put).condition) };
  if (deleted)
    return { key: tableKey(deleted.TableName, call), plan: deletePlan(deleted.Key, planned(deleted).condition) };
  if (check) return { key: tableKey(check.TableName, call), plan: checkPlan(check.Key, planned(check).condition) };
  if (!update) throw oneActionOnly();
  const { update: change, condition } = planned(update, true);
  return { key: tableKey(update.TableName, call), plan: updatePlan(update.Key, change, condition) };
}
