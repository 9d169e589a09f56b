// CreateRole: a role that its trust policy says who may assume.
import { partitionOf } from "../../../kit/arn.ts";
import { checkBoundary, moveBoundary } from "../attach.ts";
import type { Operation } from "../context.ts";
import { newEntity } from "../entity.ts";
import { SESSION_DEFAULT_SECONDS } from "../limits.ts";
import { checkQuota } from "../quotas.ts";
import { allRoles } from "../store/entities.ts";
import type { RoleRow } from "../store/rows.ts";
import { addTags, givenTags } from "../tags.ts";
import { readTrust } from "../trust.ts";
import { boundaryView, embeddedRole } from "../views.ts";

export const createRole: Operation<"CreateRole"> = async (input, { account, region, context }) => {
  const { RoleName: name, Path: path, PermissionsBoundary: boundary } = input;
  const { reads } = context.store;
  const row: RoleRow = {
    ...newEntity("role", { name, path, partition: partitionOf(region) }, context.clock),
    tags: addTags([], input.Tags, "folded"),
    boundary,
    attached: [],
    description: input.Description,
    maxSessionSeconds: input.MaxSessionDuration ?? SESSION_DEFAULT_SECONDS,
    ...(await readTrust(reads, input.AssumeRolePolicyDocument)),
    linkedService: undefined,
  };
  await checkQuota(context, account, allRoles);
  await context.store.write(async (transaction) => {
    if (boundary !== undefined) await checkBoundary(transaction, account, boundary);
    await allRoles.create(transaction, account, row);
    moveBoundary(transaction, account, { kind: "role", ownerId: row.id }, { from: undefined, to: boundary });
  });
  // Recorded: neither the description nor the longest session is in the answer.
  return {
    Role: { ...(await embeddedRole(reads, account, row)), ...boundaryView(boundary), Tags: givenTags(row.tags) },
  };
};
