// BatchDeleteTable: deletes what is there of a list of tables and names what is not.
import type { TableError } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { batchTableNotFound } from "../errors.ts";
import { scopeOf } from "../scope.ts";
import { dropTable, findTable, requireDatabase } from "../store/catalog.ts";

export const batchDeleteTable: Operation<"BatchDeleteTable"> = async (input, call) => {
  const { context } = call;
  const scope = scopeOf(call, input.CatalogId);
  return context.keyvalue.transact(async (transaction) => {
    const database = await requireDatabase(transaction, scope, input.DatabaseName);
    const Errors: TableError[] = [];
    for (const name of input.TablesToDelete) {
      const table = await findTable(transaction, scope, database, name);
      if (table) await dropTable(context, transaction, scope, { database, table });
      else {
        const { code, message } = batchTableNotFound(name);
        Errors.push({ TableName: name, ErrorDetail: { ErrorCode: code, ErrorMessage: message } });
      }
    }
    return { Errors };
  });
};
