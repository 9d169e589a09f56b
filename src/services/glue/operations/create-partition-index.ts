// CreatePartitionIndex: names partition keys to find partitions by.
import type { Operation } from "../context.ts";
import { indexExists, limitExceeded } from "../errors.ts";
import { PARTITION_INDEXES_MAX } from "../limits.ts";
import { checkIndexKeys } from "../partition-index.ts";
import { scopeOf } from "../scope.ts";
import { putTable, requireTable } from "../store/catalog.ts";

export const createPartitionIndex: Operation<"CreatePartitionIndex"> = async (input, call) => {
  const { IndexName: name, Keys } = input.PartitionIndex;
  const scope = scopeOf(call, input.CatalogId);
  await call.context.keyvalue.transact(async (transaction) => {
    const { database, table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    if (table.indexes.some((index) => index.name === name)) throw indexExists(name);
    if (table.indexes.length >= PARTITION_INDEXES_MAX) {
      throw limitExceeded("The maximum number of partition indexes on a table has been reached"); // text inferred
    }
    const indexes = [...table.indexes, { name, keys: checkIndexKeys(Keys, table.input) }];
    putTable(transaction, scope, database, { ...table, indexes });
  });
  return {};
};
