// What each operation of DynamoDB must be allowed to do. Documented in the Service Authorization Reference.
import type { AccessNeed, AccessTable, ContextValue } from "../../kit/access.ts";
import type { Item } from "./attribute-value.ts";
import type { Call, DynamoDbContext, Input, Sdk } from "./context.ts";
import { parseQuery } from "./query-input.ts";
import { keyOfArn } from "./tagged-table.ts";
import { indexArn, indexOf, type Table, tableArn, tableKey, type TableKey } from "./table.ts";

type Context = Readonly<Record<string, ContextValue | undefined>>;

interface Wanted {
  readonly action: string;
  readonly key: TableKey;
  readonly index?: string | undefined;
  readonly requestTags?: Readonly<Record<string, string>>;
  readonly context?: (table: Table | undefined) => Context;
}

async function onTable({ action, key, index, requestTags, context }: Wanted, call: Call): Promise<AccessNeed> {
  const table = await call.context.store.find(key);
  return {
    action: `dynamodb:${action}`,
    resource: index === undefined ? tableArn(key) : indexArn(key, index),
    resourceTags: table?.tags ?? {},
    ...(requestTags && { requestTags }),
    ...(context && { context: context(table) }),
    resourcePolicy: { document: table?.policy, mode: "either" },
  };
}

const onNothing = (action: string): AccessNeed => ({ action: `dynamodb:${action}`, resource: "*" });

const named =
  (action: string) =>
  ({ TableName }: { readonly TableName: string }, call: Call): Promise<AccessNeed> =>
    onTable({ action, key: tableKey(TableName, call) }, call);

const tagged =
  (action: string, requestTags?: (input: never) => Readonly<Record<string, string>>) =>
  (input: { readonly ResourceArn: string }, call: Call): Promise<AccessNeed> =>
    onTable(
      {
        action,
        key: keyOfArn(input.ResourceArn, call),
        ...(requestTags && { requestTags: requestTags(input as never) }),
      },
      call,
    );

/** `dynamodb:LeadingKeys`: the partition keys that a request is about, numbers as their text and bytes in base64. */
const leadingKeys =
  (items: readonly Item[]) =>
  (table: Table | undefined): Context => {
    const name = table?.keys.partition.name;
    const values = name === undefined ? [] : items.map((item) => item[name]).map(textOf);
    const known = values.filter((value) => value !== undefined);
    return { "dynamodb:LeadingKeys": known.length > 0 ? known : undefined };
  };

function textOf(value: Item[string] | undefined): string | undefined {
  if (!value) return undefined;
  return value.S ?? value.N ?? (value.B && Buffer.from(value.B).toString("base64"));
}

/** Of the index when one is queried (inferred). A query that is refused for its form has none. */
function queriedKey(input: Input<"Query">, table: Table | undefined): readonly string[] | undefined {
  const keys = input.IndexName === undefined ? table?.keys : table && indexOf(table, input.IndexName)?.keys;
  if (!keys) return undefined;
  try {
    const key = textOf(parseQuery(input).keyCondition(keys).partition);
    return key === undefined ? undefined : [key];
  } catch {
    return undefined;
  }
}

const onItem =
  (action: string) =>
  (input: { readonly TableName: string; readonly Key?: Item; readonly Item?: Item }, call: Call): Promise<AccessNeed> =>
    onTable(
      { action, key: tableKey(input.TableName, call), context: leadingKeys([input.Key ?? input.Item ?? {}]) },
      call,
    );

const onItems = (
  action: string,
  tables: Readonly<Record<string, readonly Item[]>>,
  call: Call,
): Promise<readonly AccessNeed[]> =>
  Promise.all(
    Object.entries(tables).map(([name, items]) =>
      onTable({ action, key: tableKey(name, call), context: leadingKeys(items) }, call),
    ),
  );

export const access: AccessTable<Sdk, DynamoDbContext> = {
  BatchGetItem: ({ RequestItems: requests }, call) =>
    onItems(
      "BatchGetItem",
      mapped(requests, ({ Keys }) => Keys),
      call,
    ),
  BatchWriteItem: ({ RequestItems: requests }, call) => {
    const items = mapped(requests, (writes) =>
      writes.map(({ PutRequest: put, DeleteRequest: deleted }) => put?.Item ?? deleted?.Key ?? {}),
    );
    return onItems("BatchWriteItem", items, call);
  },
  CreateTable: async (input, call) => {
    const requestTags = Object.fromEntries((input.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
    const key = tableKey(input.TableName, call);
    const create = await onTable({ action: "CreateTable", key, requestTags }, call);
    // Documented: tags at creation need TagResource, and a policy needs PutResourcePolicy.
    return [
      create,
      ...(input.Tags ? [{ ...create, action: "dynamodb:TagResource" }] : []),
      ...(input.ResourcePolicy === undefined ? [] : [{ ...create, action: "dynamodb:PutResourcePolicy" }]),
    ];
  },
  DeleteItem: onItem("DeleteItem"),
  DeleteResourcePolicy: tagged("DeleteResourcePolicy"),
  DeleteTable: named("DeleteTable"),
  DescribeContinuousBackups: named("DescribeContinuousBackups"),
  DescribeEndpoints: () => onNothing("DescribeEndpoints"),
  DescribeLimits: () => onNothing("DescribeLimits"),
  DescribeTable: named("DescribeTable"),
  DescribeTimeToLive: named("DescribeTimeToLive"),
  GetItem: onItem("GetItem"),
  GetResourcePolicy: tagged("GetResourcePolicy"),
  ListTables: () => onNothing("ListTables"),
  ListTagsOfResource: tagged("ListTagsOfResource"),
  PutItem: onItem("PutItem"),
  PutResourcePolicy: tagged("PutResourcePolicy"),
  Query: (input, call) =>
    onTable(
      {
        action: "Query",
        key: tableKey(input.TableName, call),
        index: input.IndexName,
        context: (table) => ({ "dynamodb:Select": input.Select, "dynamodb:LeadingKeys": queriedKey(input, table) }),
      },
      call,
    ),
  Scan: (input, call) =>
    onTable(
      {
        action: "Scan",
        key: tableKey(input.TableName, call),
        index: input.IndexName,
        context: () => ({ "dynamodb:Select": input.Select, "dynamodb:FullTableScan": "true" }),
      },
      call,
    ),
  TagResource: tagged("TagResource", ({ Tags }: { Tags: { Key: string; Value: string }[] }) =>
    Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
  ),
  TransactGetItems: ({ TransactItems: items }, call) =>
    Promise.all(items.map(({ Get: get }) => inTransaction("GetItem", get.TableName, get.Key, call))),
  TransactWriteItems: async ({ TransactItems: items }, call) => {
    const needs: Promise<AccessNeed>[] = [];
    for (const { Put: put, Update: update, Delete: deleted, ConditionCheck: check } of items) {
      if (put) needs.push(inTransaction("PutItem", put.TableName, put.Item, call));
      if (update) needs.push(inTransaction("UpdateItem", update.TableName, update.Key, call));
      if (deleted) needs.push(inTransaction("DeleteItem", deleted.TableName, deleted.Key, call));
      if (check) needs.push(inTransaction("ConditionCheckItem", check.TableName, check.Key, call));
    }
    return Promise.all(needs);
  },
  UntagResource: tagged("UntagResource", ({ TagKeys }: { TagKeys: string[] }) =>
    Object.fromEntries(TagKeys.map((name) => [name, ""])),
  ),
  UpdateItem: onItem("UpdateItem"),
  UpdateTable: named("UpdateTable"),
  UpdateTimeToLive: named("UpdateTimeToLive"),
};

const inTransaction = (action: string, name: string, item: Item, call: Call): Promise<AccessNeed> =>
  onTable({ action, key: tableKey(name, call), context: leadingKeys([item]) }, call);

const mapped = <Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
