// DeleteSecurityGroup: unless it is a default one, or another one's rule speaks of it.
import type { Operation } from "../context.ts";
import { defaultGroup, hasDependencies } from "../errors.ts";
import { requireGroup } from "../groups.ts";
import { change, ofVpc, remove } from "../store/resources.ts";

export const deleteSecurityGroup: Operation<"DeleteSecurityGroup"> = async (input, { context, account, region }) => {
  const place = { account, region };
  const GroupId = await change(context, place, async (transaction) => {
    const { id, row } = await requireGroup(transaction, place, input);
    if (row.name === "default") throw defaultGroup(id);
    for (const other of await ofVpc(transaction, "security-group", place, row.vpcId)) {
      const named = other.row.rules.some(({ peer }) => "groupId" in peer && peer.groupId === id);
      if (other.id !== id && named) throw hasDependencies("resource", id);
    }
    remove(transaction, "security-group", place, id);
    return id;
  });
  return { Return: true, GroupId };
};
