// ListTables: names in their order, in pages.
import type { Operation } from "../context.ts";
import { LIST_TABLES_MAX } from "../limits.ts";

export const listTables: Operation<"ListTables"> = async (input, { account, region, context }) => {
  const limit = input.Limit ?? LIST_TABLES_MAX;
  const names: string[] = [];
  for await (const { key } of context.store.list({ account, region }, input.ExclusiveStartTableName)) {
    if (names.length === limit) return { TableNames: names, LastEvaluatedTableName: names.at(-1) };
    names.push(key.name);
  }
  return { TableNames: names };
};
