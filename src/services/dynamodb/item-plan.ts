// What a write does to one item, worked out before its table is known: which key, under which condition, what it becomes.
import type { ReturnValuesOnConditionCheckFailure } from "@aws-sdk/client-dynamodb";
import { acceptedItem, type Item, itemBytes } from "./attribute-value.ts";
import { pathText, type Path } from "./document-path.ts";
import { conditionFailed, itemTooLarge, keyUpdated, updatedItemTooLarge } from "./errors.ts";
import { applyUpdate } from "./expression/apply-update.ts";
import type { Condition, Update } from "./expression/ast.ts";
import { meets } from "./expression/evaluate.ts";
import { attributesOf, checkItemKey, checkKey, keyOf, type Position, positionOf } from "./key.ts";
import { ITEM_BYTES_MAX } from "./limits.ts";
import type { ItemTransaction } from "./store/item-transaction.ts";
import type { Table, TableKey } from "./table.ts";

export interface ItemPlan {
  /** The primary key, checked against the table. Errors: ValidationException. */
  readonly keyIn: (table: Table) => Item;
  /** The item afterwards; undefined: it goes. Errors: ConditionalCheckFailedException, ValidationException. */
  readonly change: (before: Item | undefined, table: Table) => Item | undefined;
}

export interface PlanCondition {
  readonly condition: Condition | undefined;
  readonly onFailure: ReturnValuesOnConditionCheckFailure | undefined;
}

export interface Written {
  readonly table: Table;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

export async function carryOut(transaction: ItemTransaction, key: TableKey, plan: ItemPlan): Promise<Written> {
  const table = await transaction.table(key);
  const position = placeOf(plan, table);
  const before = await transaction.find(table, position);
  const after = plan.change(before, table);
  transaction.write(table, position, before, after);
  return { table, before, after };
}

export const placeOf = (plan: ItemPlan, table: Table): Position => positionOf(plan.keyIn(table), table.keys);

/** Errors: ConditionalCheckFailedException, with the item when it was asked for. */
function check({ condition, onFailure }: PlanCondition, before: Item | undefined): void {
  if (condition && !meets(before ?? {}, condition)) throw conditionFailed(onFailure === "ALL_OLD" ? before : undefined);
}

export function putPlan(item: Item, condition: PlanCondition): ItemPlan {
  const after = acceptedItem(item);
  if (itemBytes(after) > ITEM_BYTES_MAX) throw itemTooLarge();
  return {
    keyIn: ({ keys }) => {
      checkItemKey(after, keys);
      return keyOf(after, keys);
    },
    change: (before) => {
      check(condition, before);
      return after;
    },
  };
}

export function deletePlan(key: Item, condition: PlanCondition): ItemPlan {
  return {
    keyIn: keyGiven(key),
    change: (before) => {
      check(condition, before);
      return undefined;
    },
  };
}

/** The condition of a transaction about an item that it does not write. */
export function checkPlan(key: Item, condition: PlanCondition): ItemPlan {
  return {
    keyIn: keyGiven(key),
    change: (before) => {
      check(condition, before);
      return before;
    },
  };
}

export function updatePlan(key: Item, update: Update, condition: PlanCondition): ItemPlan {
  const given = acceptedItem(key);
  return {
    keyIn: keyGiven(key),
    change: (before, { keys }) => {
      assertKeyUntouched(
        update,
        attributesOf(keys).map(({ name }) => name),
      );
      check(condition, before);
      const after = applyUpdate(before ?? given, update);
      if (itemBytes(after) > ITEM_BYTES_MAX) throw updatedItemTooLarge();
      return after;
    },
  };
}

const keyGiven = (key: Item): ItemPlan["keyIn"] => {
  const given = acceptedItem(key);
  return ({ keys }) => {
    checkKey(given, keys);
    return given;
  };
};

export const touchedPaths = ({ set, remove, add, delete: deleted }: Update): readonly Path[] => [
  ...set.map(({ path }) => path),
  ...remove,
  ...add.map(({ path }) => path),
  ...deleted.map(({ path }) => path),
];

function assertKeyUntouched(update: Update, names: readonly string[]): void {
  const touched = touchedPaths(update).find(([name]) => names.includes(name));
  if (touched) throw keyUpdated(touched.length === 1 ? touched[0] : pathText(touched));
}
