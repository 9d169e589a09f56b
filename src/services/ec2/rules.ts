// Rules of security groups as requests have them.
import { isIPv6 } from "node:net";
import { formatCidr, parseCidr } from "./cidr.ts";
import { invalidParameter } from "./errors.ts";
import { newRuleId } from "./ids.ts";
import type { Place, Rule } from "./store/tables.ts";

interface Permission {
  readonly IpProtocol?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly IpRanges?:
    | readonly { readonly CidrIp?: string | undefined; readonly Description?: string | undefined }[]
    | undefined;
  readonly Ipv6Ranges?:
    | readonly { readonly CidrIpv6?: string | undefined; readonly Description?: string | undefined }[]
    | undefined;
  readonly PrefixListIds?:
    | readonly { readonly PrefixListId?: string | undefined; readonly Description?: string | undefined }[]
    | undefined;
  readonly UserIdGroupPairs?:
    | readonly {
        readonly GroupId?: string | undefined;
        readonly UserId?: string | undefined;
        readonly Description?: string | undefined;
      }[]
    | undefined;
}

export interface RuleInput {
  readonly CidrIp?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly IpProtocol?: string | undefined;
  readonly IpPermissions?: readonly Permission[] | undefined;
}

/** Errors: InvalidParameterValue. */
export function requestedRules(input: RuleInput, isEgress: boolean, { account }: Place): Rule[] {
  const short: Permission[] = input.CidrIp === undefined ? [] : [{ ...input, IpRanges: [{ CidrIp: input.CidrIp }] }];
  return [...(input.IpPermissions ?? []), ...short].flatMap((permission) => {
    const protocol = protocolOf(permission.IpProtocol);
    const { FromPort: fromPort, ToPort: toPort } = protocol === "-1" ? {} : permission;
    const rule = (peer: Rule["peer"], description: string | undefined): Rule => ({
      id: newRuleId(),
      isEgress,
      protocol,
      fromPort,
      toPort,
      peer,
      description,
    });
    return [
      ...(permission.IpRanges ?? []).map(({ CidrIp = "", Description }) => rule({ cidr: cidrOf(CidrIp) }, Description)),
      ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 = "", Description }) =>
        rule({ cidr6: cidr6Of(CidrIpv6) }, Description),
      ),
      ...(permission.PrefixListIds ?? []).map(({ PrefixListId = "", Description }) =>
        rule({ prefixListId: PrefixListId }, Description),
      ),
      ...(permission.UserIdGroupPairs ?? []).map(({ GroupId = "", UserId = account, Description }) =>
        rule({ groupId: GroupId, account: UserId }, Description),
      ),
    ];
  });
}

/** Documented: numbers or these names; `all` is `-1`. */
const NUMBERS: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", all: "-1" };

function protocolOf(given: string | undefined): string {
  if (given === undefined)
    throw invalidParameter(
      "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.",
    );
  const name = given.toLowerCase();
  const protocol = NUMBERS[name] ?? name;
  if (!/^(?:tcp|udp|icmp|icmpv6|-1|\d{1,3})$/.test(protocol))
    throw invalidParameter(`Invalid value '${given}' for IP protocol. Unknown protocol.`);
  return protocol;
}

function cidrOf(cidr: string): string {
  const block = parseCidr(cidr);
  if (block === undefined) throw invalidParameter(`CIDR block ${cidr} is malformed`);
  return formatCidr(block);
}

function cidr6Of(cidr: string): string {
  const [address = "", length = ""] = cidr.split("/");
  if (!isIPv6(address) || !/^\d{1,3}$/.test(length) || Number(length) > 128)
    throw invalidParameter(`CIDR block ${cidr} is malformed`);
  return cidr;
}

export const isSame = (one: Rule, other: Rule): boolean =>
  one.isEgress === other.isEgress &&
  one.protocol === other.protocol &&
  one.fromPort === other.fromPort &&
  one.toPort === other.toPort &&
  JSON.stringify(one.peer) === JSON.stringify(other.peer);

/** As AWS's error names a rule. */
export function ruleText({ protocol, fromPort, toPort, peer }: Rule): string {
  const [who] = Object.values(peer) as [string];
  const what = protocol === "-1" ? "ALL" : protocol.toUpperCase();
  const ports = fromPort === undefined ? "" : `, from port: ${fromPort}, to port: ${toPort}`;
  return `peer: ${who}, ${what}${ports}, ALLOW`;
}
