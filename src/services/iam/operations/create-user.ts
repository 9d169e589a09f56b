// CreateUser: a user without any credentials or permissions.
import { partitionOf } from "../../../kit/arn.ts";
import { checkBoundary, moveBoundary } from "../attach.ts";
import type { Operation } from "../context.ts";
import { newEntity } from "../entity.ts";
import { checkQuota } from "../quotas.ts";
import { allUsers } from "../store/entities.ts";
import type { UserRow } from "../store/rows.ts";
import { addTags, givenTags } from "../tags.ts";
import { userView } from "../views.ts";

export const createUser: Operation<"CreateUser"> = async (input, { account, region, context }) => {
  const { UserName: name, Path: path, PermissionsBoundary: boundary } = input;
  const row: UserRow = {
    ...newEntity("user", { name, path, partition: partitionOf(region) }, context.clock),
    tags: addTags([], input.Tags, "folded"),
    boundary,
    attached: [],
    groupIds: [],
    accessKeyIds: [],
    passwordLastUsedMs: undefined,
  };
  await checkQuota(context, account, allUsers);
  await context.store.write(async (transaction) => {
    if (boundary !== undefined) await checkBoundary(transaction, account, boundary);
    await allUsers.create(transaction, account, row);
    moveBoundary(transaction, account, { kind: "user", ownerId: row.id }, { from: undefined, to: boundary });
  });
  return { User: { ...userView(account, row), Tags: givenTags(row.tags) } };
};
