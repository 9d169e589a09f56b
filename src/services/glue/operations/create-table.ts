// CreateTable: a table's definition, version 0.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { invalidInput, notBuilt, tableExists } from "../errors.ts";
import { checkIndexKeys } from "../partition-index.ts";
import { scopeOf } from "../scope.ts";
import { findTable, putTable, requireDatabase } from "../store/catalog.ts";
import { storedTableInput } from "../views.ts";

export const createTable: Operation<"CreateTable"> = async (request, call) => {
  const { keyvalue, clock } = call.context;
  const scope = scopeOf(call, request.CatalogId);
  const { TableInput, PartitionIndexes = [] } = request;
  if (request.OpenTableFormatInput)
    throw notBuilt("Making an Iceberg table's metadata (OpenTableFormatInput of CreateTable)");
  if (TableInput === undefined) throw invalidInput("TableInput must be provided");
  const input = storedTableInput(TableInput);
  const indexes = PartitionIndexes.map(({ IndexName, Keys }) => ({
    name: IndexName,
    keys: checkIndexKeys(Keys, input),
  }));
  const createTime = new Date(clock.now());
  const stamps = { createTime, updateTime: createTime, createdBy: call.caller.arn };
  const table = { id: uuid(), input, version: 0, indexes, ...stamps };
  await keyvalue.transact(async (transaction) => {
    const database = await requireDatabase(transaction, scope, request.DatabaseName);
    if (await findTable(transaction, scope, database, input.Name)) throw tableExists();
    putTable(transaction, scope, database, table);
  });
  return {};
};
