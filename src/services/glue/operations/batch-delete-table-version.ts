// BatchDeleteTableVersion: forgets what is there of a list of versions and names what is not.
import type { TableVersionError } from "@aws-sdk/client-glue";
import { AwsError } from "../../../kit/errors.ts";
import type { Operation } from "../context.ts";
import { scopeOf } from "../scope.ts";
import { requireTable } from "../store/catalog.ts";
import { deleteVersion } from "../store/versions.ts";

export const batchDeleteTableVersion: Operation<"BatchDeleteTableVersion"> = async (input, call) => {
  const scope = scopeOf(call, input.CatalogId);
  return call.context.keyvalue.transact(async (transaction) => {
    const { table } = await requireTable(transaction, scope, input.DatabaseName, input.TableName);
    const Errors: TableVersionError[] = [];
    for (const VersionId of input.VersionIds) {
      try {
        await deleteVersion(transaction, scope, table, VersionId);
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const ErrorDetail = { ErrorCode: error.code, ErrorMessage: error.message };
        Errors.push({ TableName: input.TableName, VersionId, ErrorDetail });
      }
    }
    return { Errors };
  });
};
