// AddPermission: a statement more in the resource policy of a function, version or alias.
import { uuid } from "../../../kit/ids.ts";
import { aliasOf } from "../alias.ts";
import type { Operation } from "../context.ts";
import { conflict, invalidParameter, policyTooLarge, revisionMismatch } from "../errors.ts";
import { isStatement, policyRow, statementOf, withPolicy } from "../function-policy.ts";
import { LATEST } from "../function.ts";
import { POLICY_MAX_BYTES } from "../limits.ts";
import { locate, named } from "../locate.ts";

export const addPermission: Operation<"AddPermission"> = async (input, call) => {
  const { store } = call.context;
  const { key, qualifier = LATEST } = named(input.FunctionName, call, input.Qualifier);
  if (input.Qualifier === LATEST) throw invalidParameter("We currently do not support adding policies for $LATEST.");
  const entry = await store.get(key, qualifier === LATEST ? undefined : qualifier);
  // Recorded: only what could be an alias is looked for as one.
  if (/^[a-zA-Z0-9-_]+$/.test(qualifier) && !/^\d+$/.test(qualifier)) aliasOf(entry, qualifier);
  else await locate(store, { key, qualifier });
  const statement = statementOf(input, key, qualifier);
  await store.change(key, (row) => {
    const { revisionId, statements } = policyRow(row, qualifier) ?? { revisionId: undefined, statements: [] };
    if (input.RevisionId !== undefined && input.RevisionId !== revisionId) throw revisionMismatch("GetPolicy");
    if (statements.some(isStatement(input.StatementId)))
      throw conflict(
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    const policy = { revisionId: uuid(), statements: [...statements, statement] };
    if (JSON.stringify(policy.statements).length > POLICY_MAX_BYTES) throw policyTooLarge(POLICY_MAX_BYTES);
    return { row: withPolicy(row, qualifier, policy) };
  });
  return { Statement: JSON.stringify(statement) };
};
