// Roles as STS names them: by the parts of a role's ARN.
import { parseArn } from "../../kit/arn.ts";
import type { Role } from "../../kit/principals.ts";
import type { StsContext } from "./context.ts";
import { invalidRoleArn, notAuthorized } from "./errors.ts";

export interface RoleName {
  readonly account: string;
  /** Without path. */
  readonly name: string;
  readonly partition: string;
}

/** Errors: ValidationError. */
export function roleNameOf(roleArn: string): RoleName {
  const arn = parseArn(roleArn);
  const [, name] = /^role\/(?:[\u0021-\u007E]*\/)?([\w+=,.@-]{1,64})$/.exec(arn?.resource ?? "") ?? [];
  if (arn?.service !== "iam" || arn.region !== "" || !/^\d{12}$/.test(arn.account) || name === undefined)
    throw invalidRoleArn(roleArn);
  return { account: arn.account, name, partition: arn.partition };
}

/** Authorized already: it only lacks when it was deleted since. Errors: AccessDenied. */
export async function roleOf(roleArn: string, action: string, { principals }: StsContext): Promise<Role> {
  const role = await principals.role(roleArn);
  if (!role) throw notAuthorized(action);
  return role;
}
