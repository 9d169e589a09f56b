// BatchGetPartition: those of a list of partitions that are there.
import type { Partition } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { ColumnsReader, getPartition } from "../store/partitions.ts";
import { partitionView } from "../views.ts";

export const batchGetPartition: Operation<"BatchGetPartition"> = async (input, call) => {
  const { keyvalue } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  const { database, table } = await requireTable(keyvalue, scope, input.DatabaseName, input.TableName);
  const owner = { databaseName: database.input.Name, tableName: table.input.Name, scope };
  const columns = new ColumnsReader(keyvalue, scope, table.id);
  const Partitions: Partition[] = [];
  for (const { Values } of input.PartitionsToGet) {
    const partition = await getPartition(keyvalue, scope, table.id, Values);
    if (partition) Partitions.push(partitionView(partition, await columns.columnsOf(partition), owner));
  }
  return { Partitions, UnprocessedKeys: [] };
};
