// DynamoDB's key-value tables, and how their keys are built.
import type { Item } from "../attribute-value.ts";
import type { Key } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { Position } from "../key.ts";
import type { Table, TableKey, TableRow } from "../table.ts";

export const tables = table<TableRow>({ name: "dynamodb.tables", version: 1, upgrades: {} });

export const tableRowKey = ({ account, region, name }: TableKey): Key => [account, region, name];

export interface ItemRow {
  readonly item: Item;
}

/** Items in the order of their partition's hash, then of their sort key. */
export const items = table<ItemRow>({ name: "dynamodb.items", version: 1, upgrades: {} });

export const itemsPrefix = ({ key, id }: Table): Key => [key.account, key.region, id];

export const itemKey = (of: Table, { partition, sort }: Position): Key => [...itemsPrefix(of), partition, sort];

/** The items that are in an index, in its order: each entry names the place of its item. */
export const indexEntries = table<Position>({ name: "dynamodb.index-entries", version: 1, upgrades: {} });

export const indexPrefix = ({ key, id }: Table, index: string): Key => [key.account, key.region, id, index];

export interface ChangeRow {
  /** Virtual epoch ms. */
  readonly atMs: number;
  readonly old?: Item | undefined;
  readonly new?: Item | undefined;
  readonly isExpiry?: boolean;
}

/** What changed, by the label of the stream and the sequence. */
export const changes = table<ChangeRow>({ name: "dynamodb.changes", version: 1, upgrades: {} });

export const changesPrefix = ({ key, id }: Table, label: string): Key => [key.account, key.region, id, label];

/** Tokens of TransactWriteItems that were seen, with what was asked then. */
export const transactionTokens = table<{ readonly request: string; readonly untilMs: number }>({
  name: "dynamodb.transaction-tokens",
  version: 1,
  upgrades: {},
});
