// Roles as STS needs them: the parts of a role's ARN, and its unique id.
import { createHash } from "node:crypto";
import { parseArn, partitionOf } from "../../kit/arn.ts";
import { invalidRoleArn } from "./errors.ts";

export interface Role {
  readonly account: string;
  readonly name: string;
  readonly partition: string;
  readonly uniqueId: string;
}

const UNIQUE_ID_LENGTH = 17;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Errors: ValidationError. */
export function roleOf(roleArn: string): Role {
  const arn = parseArn(roleArn);
  const [, name] = /^role\/(?:[\u0021-\u007E]*\/)?([\w+=,.@-]{1,64})$/.exec(arn?.resource ?? "") ?? [];
  if (arn?.service !== "iam" || arn.region !== "" || !/^\d{12}$/.test(arn.account) || name === undefined)
    throw invalidRoleArn(roleArn);
  return { account: arn.account, name, partition: arn.partition || partitionOf(""), uniqueId: uniqueIdOf(roleArn) };
}

/** The same for the same ARN: without IAM there is no other place where it could stand. */
function uniqueIdOf(roleArn: string): string {
  const digest = createHash("sha256").update(roleArn).digest().subarray(0, UNIQUE_ID_LENGTH);
  return `AROA${Array.from(digest, (byte) => ALPHABET[byte & 31]).join("")}`;
}
