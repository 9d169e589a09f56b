// CreatePolicyVersion: another version of a customer's managed policy; its number was never used before.
import type { Operation } from "../context.ts";
import { customerRow } from "../customer-policy.ts";
import { checkManagedSize } from "../documents.ts";
import { wholeSecondMs } from "../entity.ts";
import { tooManyVersions } from "../errors.ts";
import { POLICY_VERSIONS_MAX } from "../limits.ts";
import { checkDocument } from "../policy-check.ts";
import { versionView } from "../policy-view.ts";
import { allPolicies } from "../store/entities.ts";
import { customerPolicy, putVersion, versionId, versionsOf } from "../store/managed.ts";

export const createPolicyVersion: Operation<"CreatePolicyVersion"> = async (input, call) => {
  const { account, context } = call;
  const { PolicyArn, PolicyDocument: document, SetAsDefault = false } = input;
  checkDocument(document, "managed");
  checkManagedSize(document);
  const createdMs = wholeSecondMs(context.clock);
  const number = await context.store.write(async (transaction) => {
    const row = await customerRow(transaction, call, PolicyArn, "CreatePolicyVersion");
    const versions = await versionsOf(transaction, account, customerPolicy(account, row));
    if (versions.length >= POLICY_VERSIONS_MAX) throw tooManyVersions(POLICY_VERSIONS_MAX);
    const next = row.lastVersion + 1;
    putVersion(transaction, account, { policyId: row.id, number: next }, { document, createdMs });
    const defaultVersion = SetAsDefault ? next : row.defaultVersion;
    allPolicies.put(transaction, account, { ...row, lastVersion: next, defaultVersion, updatedMs: createdMs });
    return next;
  });
  return { PolicyVersion: versionView({ id: versionId(number), isDefault: SetAsDefault, createdMs }) };
};
