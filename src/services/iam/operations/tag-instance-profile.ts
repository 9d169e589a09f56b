// TagInstanceProfile: tags of an instance profile, added or changed.
import type { Operation } from "../context.ts";
import { allInstanceProfiles } from "../store/entities.ts";
import { addTags } from "../tags.ts";

export const tagInstanceProfile: Operation<"TagInstanceProfile"> = async (
  { InstanceProfileName, Tags },
  { account, context },
) => {
  await context.store.write(async (transaction) => {
    const row = await allInstanceProfiles.get(transaction, account, InstanceProfileName);
    allInstanceProfiles.put(transaction, account, { ...row, tags: addTags(row.tags, Tags, "folded") });
  });
  return {};
};
