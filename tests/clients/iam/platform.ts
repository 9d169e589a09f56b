// A platform of its own for a test file, an SDK client on it, and entities to test with.
import { CreatePolicyCommand, CreateRoleCommand, CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { afterAll } from "vitest";
import { startForebay } from "../../../src/index.ts";

export const account = "000000000000";

export async function platform() {
  const forebay = await startForebay();
  const iam = new IAMClient({ ...forebay.clientConfig, maxAttempts: 1 });
  afterAll(async () => {
    iam.destroy();
    await forebay.close();
  });
  return { forebay, iam };
}

let named = 0;

/** A name that no other test of the file uses. */
export const nameOf = (kind: string): string => `${kind}-${++named}`;

export const listBuckets = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
});

export const trustOf = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });

export async function newUser(iam: IAMClient, UserName = nameOf("user")): Promise<string> {
  await iam.send(new CreateUserCommand({ UserName }));
  return UserName;
}

export async function newRole(iam: IAMClient, RoleName = nameOf("role")): Promise<string> {
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustOf("ec2.amazonaws.com") }));
  return RoleName;
}

/** Its ARN. */
export async function newPolicy(iam: IAMClient, PolicyName = nameOf("policy"), PolicyDocument = listBuckets) {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  return Policy?.Arn ?? "";
}

/** What a call fails with: name, message and HTTP status. */
export const failure = async (answer: Promise<unknown>) => {
  try {
    await answer;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { name, message, status: $metadata?.httpStatusCode };
  }
  throw new Error("it did not fail");
};

/** For tests that go through operations of several kinds of entities alike. */
export const sendAny = (iam: IAMClient, Command: unknown, input: object) =>
  iam.send(new (Command as new (input: object) => never)(input)) as Promise<object> as Promise<Record<string, unknown>>;
