// CreateVpc: with its main route table and default security group.
import type { Operation } from "../context.ts";
import { formatCidr, parseCidr } from "../cidr.ts";
import { makeVpc } from "../store/default-vpc.ts";
import { invalidCidr, limitExceeded, missingParameter } from "../errors.ts";
import { PREFIX, VPCS_MAX } from "../limits.ts";
import { shownVpc } from "../shown.ts";
import { all, change } from "../store/resources.ts";
import type { VpcRow } from "../store/tables.ts";
import { specifiedTags } from "../tags.ts";

export const createVpc: Operation<"CreateVpc"> = async (input, { context, account, region }) => {
  const { CidrBlock: cidr, InstanceTenancy } = input;
  if (cidr === undefined) throw missingParameter("cidrBlock");
  const block = parseCidr(cidr);
  if (block === undefined || block.prefix < PREFIX.min || block.prefix > PREFIX.max) throw invalidCidr("Vpc", cidr);
  const row: VpcRow = {
    cidr: formatCidr(block),
    isDefault: false,
    tenancy: InstanceTenancy === "dedicated" ? "dedicated" : "default",
    tags: specifiedTags(input.TagSpecifications, "vpc"),
  };
  const place = { account, region };
  const id = await change(context, place, async (transaction) => {
    let count = 0;
    for await (const _ of all(transaction, "vpc", place)) count++;
    if (count >= VPCS_MAX) throw limitExceeded("VpcLimitExceeded", "VPCs");
    return makeVpc(transaction, place, row);
  });
  return { Vpc: shownVpc({ id, row }, place) };
};
