// Users and roles for the tests of who may use a key.
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Forebay } from "../../../src/index.ts";

export interface Principal {
  /** Of the user or role. */
  readonly arn: string;
  /** Of the session, for roles. */
  readonly callerArn: string;
  readonly kms: KMSClient;
}

let made = 0;

const documentOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** `actions`: what its own policy allows, on every resource. */
export async function user(forebay: Forebay, actions: readonly string[], account?: string): Promise<Principal> {
  const config = configOf(forebay, account);
  const iam = new IAMClient(config);
  const UserName = `user-${++made}`;
  const { User } = await iam.send(new CreateUserCommand({ UserName }));
  if (actions.length > 0)
    await iam.send(
      new PutUserPolicyCommand({
        UserName,
        PolicyName: "own",
        PolicyDocument: documentOf({ Effect: "Allow", Action: actions, Resource: "*" }),
      }),
    );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" };
  const arn = User?.Arn ?? "";
  return { arn, callerArn: arn, kms: new KMSClient({ ...config, credentials }) };
}

/** A session of a role that a user may assume. */
export async function role(forebay: Forebay, actions: readonly string[]): Promise<Principal> {
  const config = configOf(forebay);
  const iam = new IAMClient(config);
  const RoleName = `role-${++made}`;
  const assumer = await userConfig(forebay);
  const trust = documentOf({ Effect: "Allow", Principal: { AWS: assumer.arn }, Action: "sts:AssumeRole" });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  if (actions.length > 0)
    await iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: "own",
        PolicyDocument: documentOf({ Effect: "Allow", Action: actions, Resource: "*" }),
      }),
    );
  const arn = Role?.Arn ?? "";
  const sts = new STSClient(assumer.config);
  const { Credentials, AssumedRoleUser } = await sts.send(
    new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: "reading" }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
  return { arn, callerArn: AssumedRoleUser?.Arn ?? "", kms: new KMSClient({ ...config, credentials }) };
}

async function userConfig(forebay: Forebay) {
  const { arn, kms } = await user(forebay, ["sts:AssumeRole"]);
  return { arn, config: { ...forebay.clientConfig, credentials: await kms.config.credentials() } };
}

const configOf = (forebay: Forebay, account?: string) => ({
  ...forebay.clientConfig,
  ...(account !== undefined && { credentials: { accessKeyId: account, secretAccessKey: "test" } }),
});
