// CreateInstanceProfile: a profile without a role.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { newEntity } from "../entity.ts";
import { checkQuota } from "../quotas.ts";
import { allInstanceProfiles } from "../store/entities.ts";
import type { InstanceProfileRow } from "../store/rows.ts";
import { addTags, givenTags } from "../tags.ts";
import { profileView } from "../views.ts";

export const createInstanceProfile: Operation<"CreateInstanceProfile"> = async (input, call) => {
  const { account, region, context } = call;
  const { InstanceProfileName: name, Path: path } = input;
  const row: InstanceProfileRow = {
    ...newEntity("instance-profile", { name, path, partition: partitionOf(region) }, context.clock),
    tags: addTags([], input.Tags, "folded"),
    roleId: undefined,
  };
  await checkQuota(context, account, allInstanceProfiles);
  await context.store.write((transaction) => allInstanceProfiles.create(transaction, account, row));
  const view = await profileView(context.store.reads, account, row);
  return { InstanceProfile: { ...view, Tags: givenTags(row.tags) } };
};
