// What users with few permissions may do with providers, roles of services and their own credentials. Documented in the
// Service Authorization Reference.
import {
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateServiceLinkedRoleCommand,
  GetOpenIDConnectProviderCommand,
  IAMClient,
  ListSSHPublicKeysCommand,
  PutUserPolicyCommand,
  SimulateCustomPolicyCommand,
  TagOpenIDConnectProviderCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { account, failure, newUser, platform } from "./platform.ts";

const { forebay, iam } = await platform();
const denied = { name: "AccessDenied", status: 403 };

/** A client of a user that may do only this. */
async function as(...Statement: object[]): Promise<{ readonly own: IAMClient; readonly UserName: string }> {
  const UserName = await newUser(iam);
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "few", PolicyDocument }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
  const own = new IAMClient({ ...forebay.clientConfig, credentials: { accessKeyId, secretAccessKey } });
  return { own, UserName };
}

describe("access to providers and credentials", () => {
  it("CreateServiceLinkedRole: of the services that iam:AWSServiceName names", async () => {
    const Condition = { StringEquals: { "iam:AWSServiceName": "batch.amazonaws.com" } };
    const { own } = await as({ Effect: "Allow", Action: "iam:CreateServiceLinkedRole", Resource: "*", Condition });
    const create = (AWSServiceName: string) => own.send(new CreateServiceLinkedRoleCommand({ AWSServiceName }));
    expect((await create("batch.amazonaws.com")).Role?.RoleName).toBe("AWSServiceRoleForBatch");
    expect(await failure(create("kafka.amazonaws.com"))).toMatchObject(denied);
  });

  it("OpenID Connect providers: by their tags and those of the request", async () => {
    const { own } = await as(
      {
        Effect: "Allow",
        Action: "iam:GetOpenIDConnectProvider",
        Resource: `arn:aws:iam::${account}:oidc-provider/*`,
        Condition: { StringEquals: { "aws:ResourceTag/team": "lake" } },
      },
      {
        Effect: "Allow",
        Action: ["iam:TagOpenIDConnectProvider", "iam:CreateOpenIDConnectProvider"],
        Resource: "*",
        Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": ["colour"] } },
      },
    );
    const Tags = [{ Key: "team", Value: "lake" }];
    const ours = await iam.send(new CreateOpenIDConnectProviderCommand({ Url: "https://ours.example.com", Tags }));
    const theirs = await iam.send(new CreateOpenIDConnectProviderCommand({ Url: "https://theirs.example.com" }));
    const get = ({ OpenIDConnectProviderArn }: { OpenIDConnectProviderArn?: string | undefined }) =>
      own.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn }));
    expect((await get(ours)).Url).toBe("ours.example.com");
    expect(await failure(get(theirs))).toMatchObject(denied);
    const { OpenIDConnectProviderArn } = ours;
    const tag = (Key: string) =>
      own.send(new TagOpenIDConnectProviderCommand({ OpenIDConnectProviderArn, Tags: [{ Key, Value: "x" }] }));
    await tag("colour");
    expect(await failure(tag("team"))).toMatchObject(denied);
  });

  it("users' own credentials, and the simulator", async () => {
    const Resource = `arn:aws:iam::${account}:user/\${aws:username}`;
    const { own, UserName } = await as({ Effect: "Allow", Action: "iam:ListSSHPublicKeys", Resource });
    expect((await own.send(new ListSSHPublicKeysCommand({}))).SSHPublicKeys).toEqual([]);
    expect((await own.send(new ListSSHPublicKeysCommand({ UserName }))).SSHPublicKeys).toEqual([]);
    const other = new ListSSHPublicKeysCommand({ UserName: await newUser(iam) });
    expect(await failure(own.send(other))).toMatchObject(denied);
    const simulate = new SimulateCustomPolicyCommand({ PolicyInputList: ["{}"], ActionNames: ["s3:GetObject"] });
    expect(await failure(own.send(simulate))).toMatchObject(denied);
  });
});
