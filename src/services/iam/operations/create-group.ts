// CreateGroup: a group without users or permissions.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { newEntity } from "../entity.ts";
import { checkQuota } from "../quotas.ts";
import { allGroups } from "../store/entities.ts";
import { groupView } from "../views.ts";

export const createGroup: Operation<"CreateGroup"> = async (input, { account, region, context }) => {
  const { GroupName: name, Path: path } = input;
  const row = { ...newEntity("group", { name, path, partition: partitionOf(region) }, context.clock), attached: [] };
  await checkQuota(context, account, allGroups);
  await context.store.write((transaction) => allGroups.create(transaction, account, row));
  return { Group: groupView(account, row) };
};
