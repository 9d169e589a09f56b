// Roles and users for the tests of STS, made with IAM as anybody would.
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import type { Credentials } from "@aws-sdk/client-sts";
import type { Forebay } from "../../../src/index.ts";

export type Statement = Readonly<Record<string, unknown>>;

export const ACCOUNT = "000000000000";
const ALLOW_ALL: Statement = { Effect: "Allow", Action: "*", Resource: "*" };

export const document = (...statements: readonly Statement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const trusting = (principal: Statement | string, more: Statement = {}): Statement => ({
  Effect: "Allow",
  Principal: principal,
  Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
  ...more,
});

export const rootOf = (account: string): Statement => ({ AWS: `arn:aws:iam::${account}:root` });

export interface RoleWanted {
  readonly name: string;
  readonly account?: string;
  readonly path?: string;
  readonly trust?: readonly Statement[];
  readonly allow?: readonly Statement[];
  readonly maxSessionSeconds?: number;
}

/** As the root user of the account. */
export const iamOf = (forebay: Forebay, account = ACCOUNT): IAMClient =>
  new IAMClient(
    account === ACCOUNT
      ? forebay.clientConfig
      : { ...forebay.clientConfig, credentials: { accessKeyId: account, secretAccessKey: "test" } },
  );

/** The role's ARN. By default the default account trusts itself, and the role may all. */
export async function createRole(forebay: Forebay, wanted: RoleWanted): Promise<string> {
  const { name, account, path, trust = [trusting(rootOf(ACCOUNT))], allow = [ALLOW_ALL] } = wanted;
  const iam = iamOf(forebay, account);
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: name,
      Path: path,
      AssumeRolePolicyDocument: document(...trust),
      MaxSessionDuration: wanted.maxSessionSeconds,
    }),
  );
  if (allow.length > 0)
    await iam.send(
      new PutRolePolicyCommand({ RoleName: name, PolicyName: "allow", PolicyDocument: document(...allow) }),
    );
  return Role?.Arn ?? "";
}

/** For any SDK client. */
export const configOf = (forebay: Forebay, credentials: Credentials | undefined) => ({
  ...forebay.clientConfig,
  credentials: {
    accessKeyId: credentials?.AccessKeyId ?? "",
    secretAccessKey: credentials?.SecretAccessKey ?? "",
    sessionToken: credentials?.SessionToken ?? "",
  },
});

/** For any SDK client, as a new user. */
export async function createUser(forebay: Forebay, name: string, allow: readonly Statement[], account = ACCOUNT) {
  const iam = iamOf(forebay, account);
  await iam.send(new CreateUserCommand({ UserName: name }));
  if (allow.length > 0)
    await iam.send(
      new PutUserPolicyCommand({ UserName: name, PolicyName: "allow", PolicyDocument: document(...allow) }),
    );
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return {
    ...forebay.clientConfig,
    credentials: { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" },
  };
}
