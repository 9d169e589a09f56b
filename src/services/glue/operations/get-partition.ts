// GetPartition: one partition by its values.
import type { Operation } from "../context.ts";
import { partitionNotFound } from "../errors.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { ColumnsReader, getPartition as readPartition } from "../store/partitions.ts";
import { partitionView } from "../views.ts";

export const getPartition: Operation<"GetPartition"> = async (input, call) => {
  const { keyvalue } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  const { database, table } = await requireTable(keyvalue, scope, input.DatabaseName, input.TableName);
  const partition = await readPartition(keyvalue, scope, table.id, input.PartitionValues);
  if (partition === undefined) throw partitionNotFound();
  const columns = await new ColumnsReader(keyvalue, scope, table.id).columnsOf(partition);
  const owner = { databaseName: database.input.Name, tableName: table.input.Name, scope };
  return { Partition: partitionView(partition, columns, owner) };
};
