// The role that a function runs as: that Lambda may assume it, and the credentials that its environments have.
import type { ServiceHost } from "../../engines/host.ts";
import type { Session } from "../../engines/functions/functions.ts";
import { AwsError } from "../../kit/errors.ts";
import type { PassedRole } from "../../kit/peers.ts";
import type { Role } from "../../kit/principals.ts";
import { roleLost, roleNotAssumable } from "./errors.ts";
import { SESSION_MARGIN_MS, SESSION_MS } from "./limits.ts";

export const LAMBDA = "lambda.amazonaws.com";

/** Recorded: the session of an environment is named as the function. */
export const executionRole = (roleArn: string, functionName: string): PassedRole => ({
  roleArn,
  service: LAMBDA,
  sessionName: functionName,
});

/** Errors: InvalidParameterValueException. */
export async function checkRole({ peers }: ServiceHost, roleArn: string, functionName: string): Promise<void> {
  try {
    await peers.assume(executionRole(roleArn, functionName));
  } catch (error) {
    throw error instanceof AwsError ? roleNotAssumable() : error;
  }
}

/** Credentials for a new environment. Errors: AccessDeniedException when the role is gone or trusts Lambda no more. */
export async function openSession(host: ServiceHost, roleArn: string, functionName: string): Promise<Session> {
  const role = await trusting(host, roleArn, functionName);
  if (!role) throw roleLost();
  const { arn, account, name, uniqueId } = role;
  const nowMs = host.clock.now();
  const expiresMs = nowMs + SESSION_MS;
  const issued = host.temporaryCredentials.issue({
    kind: "assumed-role",
    account,
    arn: `${arn.slice(0, arn.indexOf(":iam:"))}:sts::${account}:assumed-role/${name}/${functionName}`,
    userId: `${uniqueId}:${functionName}`,
    expiresMs,
    facts: { issuerArn: arn, issuedMs: nowMs },
  });
  return {
    variables: {
      AWS_ACCESS_KEY_ID: issued.accessKeyId,
      AWS_SECRET_ACCESS_KEY: issued.secretAccessKey,
      AWS_SESSION_TOKEN: issued.sessionToken,
    },
    expiresMs: expiresMs - SESSION_MARGIN_MS,
  };
}

async function trusting(host: ServiceHost, roleArn: string, functionName: string): Promise<Role | undefined> {
  try {
    await host.peers.assume(executionRole(roleArn, functionName));
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
  return host.principals.role(roleArn);
}
