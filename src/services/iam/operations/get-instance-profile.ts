// GetInstanceProfile: a profile, the role in it, and its tags.
import type { Operation } from "../context.ts";
import { allInstanceProfiles } from "../store/entities.ts";
import { sortedTags } from "../tags.ts";
import { profileView } from "../views.ts";

export const getInstanceProfile: Operation<"GetInstanceProfile"> = async (input, { account, context }) => {
  const { reads } = context.store;
  const row = await allInstanceProfiles.get(reads, account, input.InstanceProfileName);
  return { InstanceProfile: { ...(await profileView(reads, account, row)), Tags: sortedTags(row.tags) } };
};
