// GetSessionToken and GetFederationToken with the JS SDK: who may, what their sessions may, and MFA.
import { IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import {
  CreateBucketCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  AssumeRoleCommand,
  type Credentials,
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  type GetFederationTokenCommandInput,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { ACCOUNT, configOf, createRole, createUser, document, rootOf, trusting } from "./roles.ts";

const HOUR_MS = 3_600_000;
let forebay: Forebay;
let sts: STSClient;
beforeAll(async () => {
  forebay = await startForebay();
  sts = new STSClient(forebay.clientConfig);
});
afterAll(() => forebay.close());

const stsOf = (credentials: Credentials | undefined) => new STSClient(configOf(forebay, credentials));
const s3Of = (credentials: Credentials | undefined) => new S3Client(configOf(forebay, credentials));
const federate = (client: STSClient, more: Partial<GetFederationTokenCommandInput> = {}) =>
  client.send(new GetFederationTokenCommand({ Name: "Bob", ...more }));
const lasts = (credentials: Credentials | undefined): number =>
  (credentials?.Expiration?.getTime() ?? 0) - forebay.clock.now().getTime();

const s3All = { Effect: "Allow", Action: "s3:*", Resource: "*" };
const mayFederate = {
  Effect: "Allow",
  Action: "sts:GetFederationToken",
  Resource: `arn:aws:sts::${ACCOUNT}:federated-user/Bob`,
};

describe("GetSessionToken", () => {
  test("the root user stays who it is, for one hour (documented)", async () => {
    const { Credentials } = await sts.send(new GetSessionTokenCommand({ DurationSeconds: 7200 }));
    const { Arn } = await stsOf(Credentials).send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    expect(lasts(Credentials)).toBeLessThanOrEqual(HOUR_MS);
    expect(lasts(Credentials)).toBeGreaterThan(HOUR_MS - 60_000);
    await s3Of(Credentials).send(new ListBucketsCommand({}));
  });

  test("a user needs no permission, and its session may what the user may (documented)", async () => {
    const config = await createUser(forebay, "plain", [
      { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
    ]);
    const { Credentials } = await new STSClient(config).send(new GetSessionTokenCommand({}));
    expect(lasts(Credentials)).toBeGreaterThan(11 * HOUR_MS);
    const identity = await stsOf(Credentials).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(`arn:aws:iam::${ACCOUNT}:user/plain`);
    const s3 = s3Of(Credentials);
    await s3.send(new ListBucketsCommand({}));
    await expect(s3.send(new CreateBucketCommand({ Bucket: "plain-user" }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining(
        `User: arn:aws:iam::${ACCOUNT}:user/plain is not authorized to perform: s3:CreateBucket`,
      ),
    });
  });

  test("a code of a device that is not there, and half of what it takes (recorded)", async () => {
    const asking = (input: object) => sts.send(new GetSessionTokenCommand(input));
    await expect(asking({ SerialNumber: "GAHT12345678", TokenCode: "123456" })).rejects.toMatchObject({
      name: "AccessDenied",
      message: "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
    });
    await expect(asking({ SerialNumber: "GAHT12345678" })).rejects.toMatchObject({
      name: "AccessDenied",
      message: "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.",
    });
  });
});

describe("GetFederationToken", () => {
  test("a user that the caller names", async () => {
    const { Credentials, FederatedUser, PackedPolicySize } = await federate(sts, { Policy: document(s3All) });
    expect(FederatedUser).toEqual({
      Arn: `arn:aws:sts::${ACCOUNT}:federated-user/Bob`,
      FederatedUserId: `${ACCOUNT}:Bob`,
    });
    expect(PackedPolicySize).toBeGreaterThan(0);
    expect(await stsOf(Credentials).send(new GetCallerIdentityCommand({}))).toMatchObject({
      Arn: FederatedUser?.Arn,
      UserId: `${ACCOUNT}:Bob`,
    });
    expect((await federate(sts)).PackedPolicySize).toBe(0); // recorded
  });

  test("the caller must be allowed to (recorded)", async () => {
    const config = await createUser(forebay, "no-federation", [s3All]);
    await expect(federate(new STSClient(config))).rejects.toMatchObject({
      name: "AccessDenied",
      message:
        `User: arn:aws:iam::${ACCOUNT}:user/no-federation is not authorized to perform: sts:GetFederationToken on resource: ` +
        `arn:aws:sts::${ACCOUNT}:federated-user/Bob because no identity-based policy allows the sts:GetFederationToken action`,
    });
  });

  test("its session may what both the user and the session policy allow (documented)", async () => {
    const user = new STSClient(
      await createUser(forebay, "federates", [
        mayFederate,
        { ...s3All, Action: ["s3:ListAllMyBuckets", "s3:GetObject"] },
      ]),
    );
    const both = s3Of((await federate(user, { Policy: document(s3All) })).Credentials);
    await both.send(new ListBucketsCommand({}));
    await expect(both.send(new CreateBucketCommand({ Bucket: "by-bob" }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining(`User: arn:aws:sts::${ACCOUNT}:federated-user/Bob is not authorized`),
    });
    const nothing = s3Of((await federate(user)).Credentials);
    await expect(nothing.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("without a policy it may what a resource lets it (documented)", async () => {
    const Bucket = "lets-bob-in";
    const s3 = new S3Client(forebay.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket }));
    const { Credentials, FederatedUser } = await federate(sts);
    const put = new PutObjectCommand({ Bucket, Key: "k", Body: "v" });
    await expect(s3Of(Credentials).send(put)).rejects.toMatchObject({ name: "AccessDenied" });
    const Policy = document({ ...s3All, Principal: { AWS: FederatedUser?.Arn }, Resource: `arn:aws:s3:::${Bucket}/*` });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    await s3Of(Credentials).send(put);
  });

  test("tags need a permission of their own, and are the principal's (documented)", async () => {
    const Policy = document({ ...s3All, Resource: "arn:aws:s3:::${aws:PrincipalTag/team}-*" });
    const Tags = [{ Key: "team", Value: "tagged" }];
    const without = new STSClient(await createUser(forebay, "no-tagging", [mayFederate, s3All]));
    await expect(federate(without, { Policy, Tags })).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("sts:TagSession"),
    });
    const tagging = { ...mayFederate, Action: ["sts:GetFederationToken", "sts:TagSession"] };
    const user = new STSClient(await createUser(forebay, "tagging", [tagging, s3All]));
    const s3 = s3Of((await federate(user, { Policy, Tags })).Credentials);
    await s3.send(new CreateBucketCommand({ Bucket: "tagged-federation" }));
    await expect(s3.send(new CreateBucketCommand({ Bucket: "other-federation" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  test.each<[string, Partial<GetFederationTokenCommandInput>, string]>([
    ["a policy that is none", { Policy: "{" }, "MalformedPolicyDocumentException"],
    ["a name with a blank", { Name: "two words" }, "ValidationError"],
    [
      "tags that differ in case only",
      {
        Tags: [
          { Key: "a", Value: "" },
          { Key: "A", Value: "" },
        ],
      },
      "InvalidParameterValue",
    ],
  ])("%s is refused", async (_, more, name) => {
    await expect(federate(sts, more)).rejects.toMatchObject({ name });
  });
});

describe("what the sessions may ask of STS (documented)", () => {
  const refused = { name: "AccessDenied", $metadata: { httpStatusCode: 403 } };

  test("a role's session: neither GetSessionToken nor GetFederationToken", async () => {
    const role = await createRole(forebay, { name: "asks" });
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "asking" }));
    const session = stsOf(Credentials);
    await expect(session.send(new GetSessionTokenCommand({}))).rejects.toMatchObject({
      ...refused,
      message: "Cannot call GetSessionToken with session credentials",
    });
    await expect(federate(session)).rejects.toMatchObject(refused);
    await session.send(new GetAccessKeyInfoCommand({ AccessKeyId: Credentials?.AccessKeyId }));
  });

  test("a session token's: AssumeRole and GetCallerIdentity only", async () => {
    const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
    const session = stsOf(Credentials);
    const RoleArn = await createRole(forebay, { name: "by-token", trust: [trusting(rootOf(ACCOUNT))] });
    await session.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "asking" }));
    await expect(session.send(new GetSessionTokenCommand({}))).rejects.toMatchObject(refused);
    const AccessKeyId = Credentials?.AccessKeyId;
    await expect(session.send(new GetAccessKeyInfoCommand({ AccessKeyId }))).rejects.toMatchObject(refused);
  });

  test("a federated user's: GetCallerIdentity only", async () => {
    const { Credentials } = await federate(sts, { Policy: document({ ...s3All, Action: "*" }) });
    const session = stsOf(Credentials);
    const RoleArn = await createRole(forebay, { name: "by-federated", trust: [trusting({ AWS: "*" })] });
    await expect(session.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "asking" }))).rejects.toMatchObject(
      refused,
    );
    await session.send(new GetCallerIdentityCommand({}));
  });
});

describe("IAM (recorded in public issue threads)", () => {
  const invalid = { name: "InvalidClientTokenId", message: "The security token included in the request is invalid" };
  const listUsers = (credentials: Credentials | undefined) =>
    new IAMClient(configOf(forebay, credentials)).send(new ListUsersCommand({}));

  test("is closed to a session token without MFA", async () => {
    const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
    await expect(listUsers(Credentials)).rejects.toMatchObject(invalid);
  });

  test("is closed to federated users", async () => {
    const { Credentials } = await federate(sts, { Policy: document({ ...s3All, Action: "*" }) });
    await expect(listUsers(Credentials)).rejects.toMatchObject(invalid);
  });
});

describe("GetAccessKeyInfo and DecodeAuthorizationMessage", () => {
  test("need a permission (documented)", async () => {
    const user = new STSClient(await createUser(forebay, "asks-nothing", [s3All]));
    const needs = (action: string) => ({
      name: "AccessDenied",
      message: `User: arn:aws:iam::${ACCOUNT}:user/asks-nothing is not authorized to perform: sts:${action} on resource: * because no identity-based policy allows the sts:${action} action`,
    });
    await expect(user.send(new GetAccessKeyInfoCommand({ AccessKeyId: "AKIAIOSFODNN7EXAMPLE" }))).rejects.toMatchObject(
      needs("GetAccessKeyInfo"),
    );
    await expect(
      user.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: "bm90IHNlYWxlZA==" })),
    ).rejects.toMatchObject(needs("DecodeAuthorizationMessage"));
    await user.send(new GetCallerIdentityCommand({}));
  });
});
