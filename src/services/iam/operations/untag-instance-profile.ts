// UntagInstanceProfile: removes tags of an instance profile.
import type { Operation } from "../context.ts";
import { allInstanceProfiles } from "../store/entities.ts";
import { removeTags } from "../tags.ts";

export const untagInstanceProfile: Operation<"UntagInstanceProfile"> = async (
  { InstanceProfileName, TagKeys },
  { account, context },
) => {
  await context.store.write(async (transaction) => {
    const row = await allInstanceProfiles.get(transaction, account, InstanceProfileName);
    allInstanceProfiles.put(transaction, account, { ...row, tags: removeTags(row.tags, TagKeys, "folded") });
  });
  return {};
};
