// Security groups and their rules: kept one peer a rule, shown also as permissions that hold several.
import type { IpPermission, RevokedSecurityGroupRule, SecurityGroup, SecurityGroupRule } from "@aws-sdk/client-ec2";
import type { Reads, Transaction } from "../../engines/keyvalue/keyvalue.ts";
import { duplicateRule, limitExceeded, missingParameter, noSuchRule, notFound } from "./errors.ts";
import { arnOf } from "./ids.ts";
import { RULES_OF_GROUP_MAX } from "./limits.ts";
import { isSame, requestedRules, type RuleInput, ruleText } from "./rules.ts";
import { all, type Named, put, require } from "./store/resources.ts";
import type { Place, Rule, SecurityGroupRow } from "./store/tables.ts";
import { shownTags } from "./tags.ts";

/** Errors: MissingParameter when a user has deleted it. */
export async function defaultVpcId(reads: Reads, place: Place): Promise<string> {
  for await (const { id, row } of all(reads, "vpc", place)) if (row.isDefault) return id;
  throw missingParameter("VpcId");
}

interface GroupName {
  readonly GroupId?: string | undefined;
  readonly GroupName?: string | undefined;
}

/** By its id, or by its name in the default VPC. Errors: InvalidGroup.NotFound, MissingParameter. */
export async function requireGroup(reads: Reads, place: Place, name: GroupName): Promise<Named<SecurityGroupRow>> {
  const { GroupId: id, GroupName } = name;
  if (id !== undefined) return { id, row: await require(reads, "security-group", place, id) };
  if (GroupName === undefined) throw missingParameter("groupId");
  const vpcId = await defaultVpcId(reads, place);
  for await (const one of all(reads, "security-group", place))
    if (one.row.vpcId === vpcId && one.row.name === GroupName) return one;
  throw notFound("security-group", GroupName);
}

interface Changed {
  readonly id: string;
  readonly rules: readonly Rule[];
}

/** Errors: InvalidPermission.Duplicate, RulesPerSecurityGroupLimitExceeded. */
export async function addRules(
  transaction: Transaction,
  place: Place,
  input: GroupName & RuleInput,
  isEgress: boolean,
): Promise<Changed> {
  const { id, row } = await requireGroup(transaction, place, input);
  const rules = requestedRules(input, isEgress, place);
  if (rules.length === 0) throw missingParameter("ipPermissions");
  for (const rule of rules) {
    if ("groupId" in rule.peer && rule.peer.account === place.account)
      await require(transaction, "security-group", place, rule.peer.groupId);
    if (row.rules.some((known) => isSame(known, rule))) throw duplicateRule(ruleText(rule));
  }
  const together = [...row.rules, ...rules];
  if (together.length > RULES_OF_GROUP_MAX)
    throw limitExceeded("RulesPerSecurityGroupLimitExceeded", "rules per security group");
  put(transaction, "security-group", place, id, { ...row, rules: together });
  return { id, rules };
}

/** Errors: InvalidPermission.NotFound. */
export async function removeRules(
  transaction: Transaction,
  place: Place,
  input: GroupName & RuleInput & { readonly SecurityGroupRuleIds?: readonly string[] | undefined },
  isEgress: boolean,
): Promise<Changed> {
  const { id, row } = await requireGroup(transaction, place, input);
  const ids = input.SecurityGroupRuleIds ?? [];
  const wanted = requestedRules(input, isEgress, place);
  const isGone = (rule: Rule): boolean =>
    rule.isEgress === isEgress && (ids.includes(rule.id) || wanted.some((one) => isSame(one, rule)));
  const rules = row.rules.filter(isGone);
  if (rules.length < ids.length + wanted.length) throw noSuchRule();
  put(transaction, "security-group", place, id, { ...row, rules: row.rules.filter((rule) => !isGone(rule)) });
  return { id, rules };
}

export const shownGroup = ({ id, row }: Named<SecurityGroupRow>, place: Place): SecurityGroup => ({
  GroupId: id,
  GroupName: row.name,
  Description: row.description,
  VpcId: row.vpcId,
  OwnerId: place.account,
  SecurityGroupArn: arnOf("security-group", place, id),
  IpPermissions: permissions(row.rules.filter(({ isEgress }) => !isEgress)),
  IpPermissionsEgress: permissions(row.rules.filter(({ isEgress }) => isEgress)),
  Tags: shownTags(row.tags),
});

function permissions(rules: readonly Rule[]): IpPermission[] {
  const byPorts = new Map<string, Rule[]>();
  for (const rule of rules) {
    const ports = `${rule.protocol} ${rule.fromPort} ${rule.toPort}`;
    byPorts.set(ports, [...(byPorts.get(ports) ?? []), rule]);
  }
  return [...byPorts.values()].map((same) => {
    const { protocol, fromPort, toPort } = same[0]!;
    return {
      IpProtocol: protocol,
      FromPort: fromPort,
      ToPort: toPort,
      IpRanges: same.flatMap(({ peer, description: Description }) =>
        "cidr" in peer ? [{ CidrIp: peer.cidr, Description }] : [],
      ),
      Ipv6Ranges: same.flatMap(({ peer, description: Description }) =>
        "cidr6" in peer ? [{ CidrIpv6: peer.cidr6, Description }] : [],
      ),
      PrefixListIds: same.flatMap(({ peer, description: Description }) =>
        "prefixListId" in peer ? [{ PrefixListId: peer.prefixListId, Description }] : [],
      ),
      UserIdGroupPairs: same.flatMap(({ peer, description: Description }) =>
        "groupId" in peer ? [{ GroupId: peer.groupId, UserId: peer.account, Description }] : [],
      ),
    };
  });
}

const NO_PORT = -1;

const facts = ({ id, isEgress, protocol, fromPort = NO_PORT, toPort = NO_PORT, peer, description }: Rule) => ({
  SecurityGroupRuleId: id,
  IsEgress: isEgress,
  IpProtocol: protocol,
  FromPort: fromPort,
  ToPort: toPort,
  CidrIpv4: "cidr" in peer ? peer.cidr : undefined,
  CidrIpv6: "cidr6" in peer ? peer.cidr6 : undefined,
  PrefixListId: "prefixListId" in peer ? peer.prefixListId : undefined,
  Description: description,
});

export const shownRule = (rule: Rule, GroupId: string, { account }: Place): SecurityGroupRule => ({
  ...facts(rule),
  GroupId,
  GroupOwnerId: account,
  ReferencedGroupInfo: "groupId" in rule.peer ? { GroupId: rule.peer.groupId, UserId: rule.peer.account } : undefined,
  Tags: [],
});

export const shownRevoked = (rule: Rule, GroupId: string): RevokedSecurityGroupRule => ({
  ...facts(rule),
  GroupId,
  ReferencedGroupId: "groupId" in rule.peer ? rule.peer.groupId : undefined,
});
