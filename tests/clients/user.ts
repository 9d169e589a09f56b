// A user of IAM who may what a test says, as settings for the AWS SDK's clients.
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import type { Forebay } from "../../src/index.ts";

export interface TestUser {
  readonly arn: string;
  readonly config: Forebay["clientConfig"];
  /** Takes the place of what the user may do. */
  readonly may: (...statements: readonly object[]) => Promise<void>;
}

let users = 0;

/** Of the default account, or of one by its 12 digits. */
export async function newUser(
  forebay: Forebay,
  statements: readonly object[] = [],
  account = "test",
): Promise<TestUser> {
  const { clientConfig } = forebay;
  const UserName = `user-${process.pid}-${++users}`;
  const credentials = { accessKeyId: account, secretAccessKey: clientConfig.credentials.secretAccessKey };
  const may = async (...given: readonly object[]): Promise<void> => {
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: given });
    const iam = new IAMClient({ ...clientConfig, credentials });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
    iam.destroy();
  };
  const iam = new IAMClient({ ...clientConfig, credentials });
  const { User } = await iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  iam.destroy();
  if (statements.length > 0) await may(...statements);
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
  return { arn: User?.Arn ?? "", config: { ...clientConfig, credentials: { accessKeyId, secretAccessKey } }, may };
}

export const allow = (Action: string | string[], Resource: string | string[], more: object = {}): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
