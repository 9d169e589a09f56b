// Access keys with the JS SDK: they sign requests while they are active. Recorded, unless labelled otherwise.
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  GetAccessKeyLastUsedCommand,
  GetRoleCommand,
  GetUserCommand,
  IAMClient,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
  UpdateUserCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, newUser, platform } from "./platform.ts";

const { forebay, iam } = await platform();

async function newKey(UserName: string | undefined, client = iam) {
  const { AccessKey } = await client.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
  return { key: AccessKey, config: { ...forebay.clientConfig, credentials: { accessKeyId, secretAccessKey } } };
}
const list = async (UserName: string | undefined, client = iam) =>
  (await client.send(new ListAccessKeysCommand({ UserName }))).AccessKeyMetadata;
const identity = (config: typeof forebay.clientConfig) => new STSClient(config).send(new GetCallerIdentityCommand({}));

describe("access keys", () => {
  it("CreateAccessKey and ListAccessKeys: the secret is shown once, and the key tells its account", async () => {
    const UserName = await newUser(iam);
    expect(await list(UserName)).toEqual([]);
    const { key } = await newKey(UserName);
    expect(key).toEqual({
      UserName,
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      Status: "Active",
      SecretAccessKey: expect.stringMatching(/^[\w+/]{40}$/),
      CreateDate: expect.any(Date),
    });
    const { SecretAccessKey: _, ...shown } = key ?? {};
    expect(await list(UserName)).toEqual([shown]);
  });

  it("a key signs requests as its user, whatever the user is called meanwhile", async () => {
    const UserName = await newUser(iam);
    const { config } = await newKey(UserName);
    const before = await identity(config);
    expect(before).toMatchObject({ Account: account, Arn: `arn:aws:iam::${account}:user/${UserName}` });
    await iam.send(new UpdateUserCommand({ UserName, NewUserName: `${UserName}-renamed`, NewPath: "/moved/" }));
    const after = await identity(config);
    expect(after.Arn).toBe(`arn:aws:iam::${account}:user/moved/${UserName}-renamed`);
    expect(after.UserId).toBe(before.UserId);
    expect((await list(`${UserName}-renamed`))?.map((each) => each.UserName)).toEqual([`${UserName}-renamed`]);
  });

  it("UpdateAccessKey and DeleteAccessKey: an inactive or deleted key signs nothing", async () => {
    const UserName = await newUser(iam);
    const { key, config } = await newKey(UserName);
    const AccessKeyId = key?.AccessKeyId;
    const update = (Status: "Active" | "Inactive") =>
      iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status }));
    await update("Inactive");
    expect((await list(UserName))?.[0]?.Status).toBe("Inactive");
    expect(await failure(identity(config))).toMatchObject({ name: "InvalidClientTokenId", status: 403 });
    await update("Active");
    await identity(config);
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    expect(await failure(identity(config))).toMatchObject({ name: "InvalidClientTokenId", status: 403 });
    expect(await list(UserName)).toEqual([]);
  });

  it("without a name, a user manages its own keys; others must name one", async () => {
    const UserName = await newUser(iam);
    const { config } = await newKey(UserName);
    const PolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "iam:*", Resource: `arn:aws:iam::${account}:user/\${aws:username}` }],
    });
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "own", PolicyDocument }));
    const own = new IAMClient(config);
    expect((await own.send(new GetUserCommand({}))).User?.UserName).toBe(UserName);
    const { key } = await newKey(undefined, own);
    expect(key?.UserName).toBe(UserName);
    expect(await list(undefined, own)).toHaveLength(2);
    await own.send(new DeleteAccessKeyCommand({ AccessKeyId: key?.AccessKeyId }));
    expect(await list(undefined, own)).toHaveLength(1);
    own.destroy();
    const unnamed = {
      name: "ValidationError",
      message: "Must specify userName when calling with non-User credentials",
      status: 400,
    };
    expect(await failure(newKey(undefined))).toEqual(unnamed);
    const AccessKeyId = key?.AccessKeyId;
    expect(await failure(iam.send(new DeleteAccessKeyCommand({ AccessKeyId })))).toEqual(unnamed);
  });

  it("errors: two keys a user, keys and users that are not there", async () => {
    const UserName = await newUser(iam);
    await newKey(UserName);
    await newKey(UserName);
    expect(await failure(newKey(UserName))).toEqual({
      name: "LimitExceededException",
      message: "Cannot exceed quota for AccessKeysPerUser: 2",
      status: 409,
    });
    expect((await failure(newKey("nonexistent-user"))).message).toBe(
      "The user with name nonexistent-user cannot be found.",
    );
    const AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    expect(
      await failure(iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: "Inactive" }))),
    ).toMatchObject({ message: `The Access Key with id ${AccessKeyId} cannot be found.`, status: 404 });
    const lastUsed = await failure(iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })));
    expect(lastUsed).toMatchObject({
      message: expect.stringMatching(
        /^User: .* is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key AKIAIOSFODNN7EXAMPLE$/,
      ),
      status: 403,
    });
    expect(await failure(iam.send(new DeleteUserCommand({ UserName })))).toMatchObject({
      name: "DeleteConflictException",
      message: "Cannot delete entity, must delete access keys first.",
    });
  });

  it("GetAccessKeyLastUsed and GetRole: the last use of a key and of a role's session", async () => {
    const UserName = await newUser(iam);
    const { key, config } = await newKey(UserName);
    const lastUse = async () =>
      (await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key?.AccessKeyId }))).AccessKeyLastUsed;
    await identity({ ...config, region: "eu-west-1" });
    expect(await lastUse()).toEqual({ ServiceName: "sts", Region: "eu-west-1", LastUsedDate: expect.any(Date) });
    // Documented: an attempt counts, whatever comes of it.
    await failure(list(UserName, new IAMClient(config)));
    expect(await lastUse()).toMatchObject({ ServiceName: "iam", Region: "us-east-1" });
    const RoleName = nameOf("role");
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:user/${UserName}` },
          Action: "sts:AssumeRole",
        },
      ],
    });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
    const sts = new STSClient(config);
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "used" }));
    const roleUse = async () => (await iam.send(new GetRoleCommand({ RoleName }))).Role?.RoleLastUsed;
    expect(await roleUse()).toEqual({});
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    await identity({ ...config, region: "eu-north-1", credentials });
    expect(await roleUse()).toEqual({ Region: "eu-north-1", LastUsedDate: expect.any(Date) });
    sts.destroy();
  });

  it("GetAccessKeyLastUsed: of a key that was not used", async () => {
    const UserName = await newUser(iam);
    const { key } = await newKey(UserName);
    const answer = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: key?.AccessKeyId }));
    expect(answer).toMatchObject({ UserName, AccessKeyLastUsed: { ServiceName: "N/A", Region: "N/A" } });
    expect(answer.AccessKeyLastUsed?.LastUsedDate).toBeUndefined();
  });

  it("secrets are not in the data folder as they are", async () => {
    const { key } = await newKey(await newUser(iam));
    const files = (await readdir(forebay.dataFolder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const contents = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name))));
    const has = (text: string) => contents.some((content) => content.includes(text));
    expect(has(key?.AccessKeyId ?? "")).toBe(true);
    expect(has(key?.SecretAccessKey ?? "")).toBe(false);
  });
});
