// CreateSecurityGroup: everything may leave, nothing may enter.
import type { Operation } from "../context.ts";
import { outward } from "../store/default-vpc.ts";
import { duplicateGroup, invalidParameter, limitExceeded, missingParameter } from "../errors.ts";
import { arnOf, newId } from "../ids.ts";
import { GROUPS_MAX } from "../limits.ts";
import { defaultVpcId } from "../groups.ts";
import { all, change, ofVpc, put, require } from "../store/resources.ts";
import { shownTags, specifiedTags } from "../tags.ts";

export const createSecurityGroup: Operation<"CreateSecurityGroup"> = async (input, { context, account, region }) => {
  const { GroupName: name, Description: description } = input;
  if (name === undefined || name === "") throw missingParameter("groupName");
  if (description === undefined || description === "") throw missingParameter("groupDescription");
  if (/^(?:sg-|default$)/.test(name)) throw invalidParameter(`Invalid value '${name}' for groupName`);
  const tags = specifiedTags(input.TagSpecifications, "security-group");
  const place = { account, region };
  const id = newId("security-group");
  await change(context, place, async (transaction) => {
    const vpcId = input.VpcId ?? (await defaultVpcId(transaction, place));
    await require(transaction, "vpc", place, vpcId);
    const others = await ofVpc(transaction, "security-group", place, vpcId);
    if (others.some(({ row }) => row.name === name)) throw duplicateGroup(name, vpcId);
    let count = 0;
    for await (const _ of all(transaction, "security-group", place)) count++;
    if (count >= GROUPS_MAX) throw limitExceeded("SecurityGroupLimitExceeded", "security groups");
    put(transaction, "security-group", place, id, { vpcId, name, description, rules: [outward()], tags });
  });
  return { GroupId: id, SecurityGroupArn: arnOf("security-group", place, id), Tags: shownTags(tags) };
};
