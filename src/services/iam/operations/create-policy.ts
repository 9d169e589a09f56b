// CreatePolicy: a customer's managed policy with its first version.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { checkManagedSize } from "../documents.ts";
import { newEntity } from "../entity.ts";
import { checkDocument } from "../policy-check.ts";
import { policyView } from "../policy-view.ts";
import { checkQuota } from "../quotas.ts";
import { allPolicies } from "../store/entities.ts";
import { customerPolicy, putVersion } from "../store/managed.ts";
import type { PolicyRow } from "../store/rows.ts";
import { addTags, givenTags } from "../tags.ts";

export const createPolicy: Operation<"CreatePolicy"> = async (input, { account, region, context }) => {
  const { PolicyName: name, Path: path, PolicyDocument: document } = input;
  checkDocument(document, "managed");
  checkManagedSize(document);
  const entity = newEntity("policy", { name, path, partition: partitionOf(region) }, context.clock);
  const row: PolicyRow = {
    ...entity,
    description: input.Description,
    tags: addTags([], input.Tags, "exact"),
    updatedMs: entity.createdMs,
    defaultVersion: 1,
    lastVersion: 1,
  };
  await checkQuota(context, account, allPolicies);
  await context.store.write(async (transaction) => {
    await allPolicies.create(transaction, account, row);
    putVersion(transaction, account, { policyId: row.id, number: 1 }, { document, createdMs: row.createdMs });
  });
  // Recorded: the description is not in the answer.
  const view = policyView(customerPolicy(account, row), { attachments: 0, boundaries: 0 });
  return { Policy: { ...view, Tags: givenTags(row.tags) } };
};
