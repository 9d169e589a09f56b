// Whether a policy of S3 is public. Documented in "Blocking public access to your Amazon S3 storage": a policy is public
// unless every grant is to fixed principals, or holds only for fixed values of certain keys.
import { BlockList, isIPv4, isIPv6 } from "node:net";
import type { Condition, PolicyDocument, PolicyStatement } from "./document.ts";

export const isPublic = ({ statements }: PolicyDocument): boolean => statements.some(grantsToAll);

function grantsToAll(statement: PolicyStatement): boolean {
  if (statement.effect !== "Allow") return false;
  const { principals } = statement;
  const everyone =
    principals === undefined || principals.negated || principals.names.some(({ value }) => value === "*");
  return everyone && !statement.conditions.some(confines);
}

/** Keys whose fixed values tell who may come in, in lower case. Documented; the last three are inferred from the first. */
const KEYS = new Set([
  "aws:principalorgid",
  "aws:sourcearn",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceowner",
  "aws:sourceaccount",
  "aws:userid",
  "s3:dataaccesspointarn",
  "s3:dataaccesspointaccount",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgpaths",
]);

/** Operators that let a request through only when the key has one of the values. */
const EQUALITIES = /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/;

/** Whether the condition leaves in nobody but those that its values name. */
function confines({ operator, key, values }: Condition): boolean {
  const name = key.toLowerCase();
  if (values.length === 0) return false;
  if (name === "aws:sourceip") return operator === "IpAddress" && values.every(isNarrow);
  if (!KEYS.has(name) || !EQUALITIES.test(operator)) return false;
  return values.every(name === "s3:dataaccesspointarn" ? hasFixedAccount : isFixed);
}

/** Documented: no wildcard and no variable. */
const isFixed = (value: string): boolean => !/[*?]|\$\{/.test(value);

/** Documented: the name of an access point may be a wildcard when its account is not. */
const hasFixedAccount = (value: string): boolean => /^arn:[^:*?]+:s3:[^:]*:\d{12}:accesspoint\//.test(value);

const PREFIX_MIN = { ipv4: 8, ipv6: 32 };

const PRIVATE = new BlockList();
PRIVATE.addSubnet("10.0.0.0", 8);
PRIVATE.addSubnet("172.16.0.0", 12);
PRIVATE.addSubnet("192.168.0.0", 16);

/** Documented: ranges broader than /8 and, of IPv6, /32 are public. Private ones are not. */
function isNarrow(value: string): boolean {
  const [address = "", length] = value.split("/");
  const bits = length === undefined ? Infinity : Number(length);
  if (isIPv4(address)) return bits >= PREFIX_MIN.ipv4 || PRIVATE.check(address);
  return isIPv6(address) && bits >= PREFIX_MIN.ipv6;
}
