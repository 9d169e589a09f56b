// Ids of EC2's resources, and their ARNs.
import { formatArn } from "../../kit/arn.ts";
import { hex } from "../../kit/ids.ts";
import { type Kind, unknownId } from "./errors.ts";
import type { Place } from "./store/tables.ts";

const PREFIXES: Readonly<Record<Kind, string>> = {
  vpc: "vpc-",
  subnet: "subnet-",
  "route-table": "rtb-",
  "security-group": "sg-",
  "vpc-endpoint": "vpce-",
};

const DIGITS = 17;

export const newId = (kind: Kind): string => `${PREFIXES[kind]}${hex(DIGITS)}`;
export const newRuleId = (): string => `sgr-${hex(DIGITS)}`;
export const newAssociationId = (): string => `rtbassoc-${hex(DIGITS)}`;

/** Errors: InvalidID. */
export function kindOf(id: string): Kind {
  for (const [kind, prefix] of Object.entries(PREFIXES)) if (id.startsWith(prefix)) return kind as Kind;
  throw unknownId(id);
}

export const arnOf = (kind: Kind, { account, region }: Place, id: string): string =>
  formatArn({ service: "ec2", region, account, resource: `${kind}/${id}` });
