// What a VPC is made with, and the default VPC that every account has in every region. Documented.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { formatCidr, parseCidr } from "../cidr.ts";
import { newAssociationId, newId, newRuleId } from "../ids.ts";
import { zonesOf } from "../regions.ts";
import { type Place, type Rule, tables, type VpcRow } from "./tables.ts";

const DEFAULT_CIDR = "172.31.0.0/16";
const DEFAULT_SUBNET_PREFIX = 20;

/** The default VPC with a subnet in each zone. */
export function furnish(transaction: Transaction, place: Place): void {
  const { account, region } = place;
  const vpcId = makeVpc(transaction, place, { cidr: DEFAULT_CIDR, isDefault: true, tenancy: "default", tags: {} });
  const { start } = parseCidr(DEFAULT_CIDR)!;
  for (const [index, { name: zone }] of zonesOf(region).entries()) {
    const block = { start: start + index * 2 ** (32 - DEFAULT_SUBNET_PREFIX), prefix: DEFAULT_SUBNET_PREFIX };
    const row = { vpcId, cidr: formatCidr(block), zone, isDefault: true, tags: {} };
    tables.subnet.put(transaction, [account, region, newId("subnet")], row);
  }
}

/** A VPC with its main route table and its default security group; its id. */
export function makeVpc(transaction: Transaction, { account, region }: Place, row: VpcRow): string {
  const vpcId = newId("vpc");
  tables.vpc.put(transaction, [account, region, vpcId], row);
  const main = { vpcId, mainAssociationId: newAssociationId(), tags: {} };
  tables["route-table"].put(transaction, [account, region, newId("route-table")], main);
  const groupId = newId("security-group");
  tables["security-group"].put(transaction, [account, region, groupId], {
    vpcId,
    name: "default",
    description: "default VPC security group",
    rules: [{ ...everything(false), peer: { groupId, account } }, outward()],
    tags: {},
  });
  return vpcId;
}

const everything = (isEgress: boolean) => ({
  id: newRuleId(),
  isEgress,
  protocol: "-1",
  fromPort: undefined,
  toPort: undefined,
});

/** What new security groups have. */
export const outward = (): Rule => ({ ...everything(true), peer: { cidr: "0.0.0.0/0" } });
