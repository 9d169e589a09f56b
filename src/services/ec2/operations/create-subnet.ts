// CreateSubnet: a part of the VPC's addresses that no other subnet has.
import type { Operation } from "../context.ts";
import { formatCidr, holds, overlap, parseCidr } from "../cidr.ts";
import { invalidCidr, invalidParameter, limitExceeded, missingParameter, subnetConflict } from "../errors.ts";
import { newId } from "../ids.ts";
import { PREFIX, SUBNETS_OF_VPC_MAX } from "../limits.ts";
import { zonesOf } from "../regions.ts";
import { shownSubnet } from "../shown.ts";
import { change, ofVpc, put, require } from "../store/resources.ts";
import type { SubnetRow } from "../store/tables.ts";
import { specifiedTags } from "../tags.ts";

export const createSubnet: Operation<"CreateSubnet"> = async (input, { context, account, region }) => {
  const { VpcId: vpcId, CidrBlock: cidr } = input;
  if (cidr === undefined) throw missingParameter("cidrBlock");
  const zone = zoneOf(input.AvailabilityZone, input.AvailabilityZoneId, region);
  const block = parseCidr(cidr);
  if (block === undefined || block.prefix < PREFIX.min || block.prefix > PREFIX.max) throw invalidCidr("Subnet", cidr);
  const row: SubnetRow = {
    vpcId,
    cidr: formatCidr(block),
    zone,
    isDefault: false,
    tags: specifiedTags(input.TagSpecifications, "subnet"),
  };
  const place = { account, region };
  const id = newId("subnet");
  await change(context, place, async (transaction) => {
    const vpc = await require(transaction, "vpc", place, vpcId);
    if (!holds(parseCidr(vpc.cidr)!, block)) throw invalidCidr("Subnet", cidr);
    const others = await ofVpc(transaction, "subnet", place, vpcId);
    if (others.some((other) => overlap(parseCidr(other.row.cidr)!, block))) throw subnetConflict(cidr);
    if (others.length >= SUBNETS_OF_VPC_MAX) throw limitExceeded("SubnetLimitExceeded", "subnets");
    put(transaction, "subnet", place, id, row);
  });
  return { Subnet: shownSubnet({ id, row }, place) };
};

/** Documented: AWS chooses when none is named. Errors: InvalidParameterValue. */
function zoneOf(name: string | undefined, zoneId: string | undefined, region: string): string {
  const zones = zonesOf(region);
  const [first] = zones;
  if (name === undefined && zoneId === undefined) return first?.name ?? "";
  const zone = zones.find((one) => one.name === name || (name === undefined && one.id === zoneId));
  if (zone !== undefined) return zone.name;
  const known = zones.map((one) => one.name).join(", ");
  throw invalidParameter(
    `Value (${name ?? zoneId}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${known}.`,
  );
}
