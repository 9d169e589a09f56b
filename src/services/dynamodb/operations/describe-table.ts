// DescribeTable.
import type { Operation } from "../context.ts";
import { describeTable as description } from "../description.ts";
import { tableKey } from "../table.ts";

export const describeTable: Operation<"DescribeTable"> = async (input, call) => {
  const { store, sizes } = call.context;
  const table = await store.get(tableKey(input.TableName, call));
  return { Table: description(table, await sizes.of(table)) };
};
