// RemovePermission: a statement less in a resource policy.
import { uuid } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { notFound, revisionMismatch } from "../errors.ts";
import { isStatement, policyRow, withPolicy } from "../function-policy.ts";
import { functionArn, LATEST } from "../function.ts";
import { named } from "../locate.ts";

export const removePermission: Operation<"RemovePermission"> = async (input, call) => {
  const { store } = call.context;
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  const isIt = isStatement(input.StatementId);
  if (!(await store.find(key))) throw notFound(`No policy found for: ${functionArn(key)}`); // recorded
  await store.change(key, (row) => {
    const policy = policyRow(row, qualifier);
    if (!policy || policy.statements.length === 0) throw notFound(`No policy is associated with the given resource.`);
    if (!policy.statements.some(isIt))
      throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
    if (input.RevisionId !== undefined && input.RevisionId !== policy.revisionId) throw revisionMismatch("GetPolicy");
    const statements = policy.statements.filter((statement) => !isIt(statement));
    return { row: withPolicy(row, qualifier, { revisionId: uuid(), statements }) };
  });
  return {};
};
