// AssumeRole with the JS SDK: trust policies, session policies and tags, role chaining.
import { CreatePolicyCommand, DeleteRoleCommand, DeleteRolePolicyCommand, TagRoleCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import {
  ACCOUNT,
  configOf,
  createRole,
  createUser,
  document,
  iamOf,
  rootOf,
  type Statement,
  trusting,
} from "./roles.ts";

let forebay: Forebay;
let root: STSClient;
beforeAll(async () => {
  forebay = await startForebay();
  root = new STSClient(forebay.clientConfig);
});
afterAll(() => forebay.close());

const assume = (RoleArn: string, more: Partial<AssumeRoleCommandInput> = {}, client = root) =>
  client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "session", ...more }));

/** A client with the credentials of a session of the role. */
async function sessionOf(RoleArn: string, more: Partial<AssumeRoleCommandInput> = {}, client = root) {
  const { Credentials } = await assume(RoleArn, more, client);
  return new STSClient(configOf(forebay, Credentials));
}

const userOf = async (name: string, allow: readonly Statement[] = [], account = ACCOUNT) =>
  new STSClient(await createUser(forebay, name, allow, account));

const mayAssume = (Resource: string): Statement => ({ Effect: "Allow", Action: "sts:AssumeRole", Resource });
const denied = (user: string, role: string, action = "sts:AssumeRole") => ({
  name: "AccessDenied",
  message: `User: ${user} is not authorized to perform: ${action} on resource: ${role}`,
  $metadata: { httpStatusCode: 403 },
});

describe("AssumeRole: who may", () => {
  test.each([
    "nothing-valid-in-here",
    "arn::b:::something/test-role",
    "arn:a::::something/test-role",
    "arn:a:::something/test-role",
    "arn:a:a::aaaaaaaaaa:",
    `arn:aws:iam::${ACCOUNT}:user/someone`,
  ])("%s is no ARN of a role (recorded)", async (arn) => {
    await expect(assume(arn)).rejects.toMatchObject({ name: "ValidationError", message: `${arn} is invalid` });
  });

  test("a role that does not exist is as one that trusts nobody (recorded)", async () => {
    const arn = `arn:aws:iam::${ACCOUNT}:role/nobody-made-it`;
    await expect(assume(arn)).rejects.toMatchObject(denied(`arn:aws:iam::${ACCOUNT}:root`, arn));
    const trustsOther = await createRole(forebay, { name: "trusts-other", trust: [trusting(rootOf("111111111111"))] });
    await expect(assume(trustsOther)).rejects.toMatchObject(denied(`arn:aws:iam::${ACCOUNT}:root`, trustsOther));
  });

  test("a user needs a policy of its own when the role trusts the account (documented)", async () => {
    const role = await createRole(forebay, { name: "trusts-account" });
    const without = await userOf("without");
    await expect(assume(role, {}, without)).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("because no identity-based policy allows the sts:AssumeRole action"),
    });
    await assume(role, {}, await userOf("with", [mayAssume(role)]));
  });

  test("a user whom the role names needs none (documented)", async () => {
    const named = await userOf("named");
    const other = await userOf("not-named");
    const trust = [trusting({ AWS: `arn:aws:iam::${ACCOUNT}:user/named` })];
    const role = await createRole(forebay, { name: "trusts-user", trust });
    await assume(role, {}, named);
    await expect(assume(role, {}, other)).rejects.toMatchObject(denied(`arn:aws:iam::${ACCOUNT}:user/not-named`, role));
  });

  test("from another account both sides must allow it (documented)", async () => {
    const account = "222222222222";
    const role = await createRole(forebay, { name: "across", trust: [trusting(rootOf(account))] });
    await assume(role, {}, await userOf("allowed-across", [mayAssume(role)], account));
    await expect(assume(role, {}, await userOf("denied-across", [], account))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("because no identity-based policy allows"),
    });
    const closed = await createRole(forebay, { name: "closed" });
    await expect(assume(closed, {}, await userOf("outsider", [mayAssume("*")], account))).rejects.toMatchObject(
      denied(`arn:aws:iam::${account}:user/outsider`, closed),
    );
  });

  test("with an external id (documented)", async () => {
    const condition = { Condition: { StringEquals: { "sts:ExternalId": "42abc" } } };
    const role = await createRole(forebay, { name: "external", trust: [trusting(rootOf(ACCOUNT), condition)] });
    await assume(role, { ExternalId: "42abc" });
    await expect(assume(role, { ExternalId: "43abc" })).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(assume(role)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("with a session name of its own (documented)", async () => {
    const condition = { Condition: { StringLike: { "sts:RoleSessionName": "${aws:username}" } } };
    const role = await createRole(forebay, { name: "own-name", trust: [trusting({ AWS: "*" }, condition)] });
    const user = await userOf("ada");
    await assume(role, { RoleSessionName: "ada" }, user);
    await expect(assume(role, { RoleSessionName: "bob" }, user)).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("tags must be allowed, too (documented)", async () => {
    const trust = [{ ...trusting(rootOf(ACCOUNT)), Action: "sts:AssumeRole" }];
    const role = await createRole(forebay, { name: "no-tags", trust });
    await assume(role);
    await expect(assume(role, { Tags: [{ Key: "team", Value: "blue" }] })).rejects.toMatchObject(
      denied(`arn:aws:iam::${ACCOUNT}:root`, role, "sts:TagSession"),
    );
    await expect(assume(role, { SourceIdentity: "ada" })).rejects.toMatchObject(
      denied(`arn:aws:iam::${ACCOUNT}:root`, role, "sts:SetSourceIdentity"),
    );
  });

  test("with tags that the trust policy asks for, and those of the role (documented)", async () => {
    const condition = {
      Condition: {
        StringEquals: { "aws:RequestTag/team": "${aws:ResourceTag/team}" },
        "ForAllValues:StringEquals": { "aws:TagKeys": ["team"] },
      },
    };
    const role = await createRole(forebay, { name: "by-tag", trust: [trusting(rootOf(ACCOUNT), condition)] });
    await iamOf(forebay).send(new TagRoleCommand({ RoleName: "by-tag", Tags: [{ Key: "team", Value: "blue" }] }));
    await assume(role, { Tags: [{ Key: "team", Value: "blue" }] });
    await expect(assume(role, { Tags: [{ Key: "team", Value: "red" }] })).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });
});

describe("AssumeRole: how long", () => {
  test("no longer than the role allows (recorded)", async () => {
    const short = await createRole(forebay, { name: "short" });
    await assume(short, { DurationSeconds: 3600 });
    await expect(assume(short, { DurationSeconds: 3601 })).rejects.toMatchObject({
      name: "ValidationError",
      message: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    });
    const long = await createRole(forebay, { name: "long", maxSessionSeconds: 43_200 });
    await assume(long, { DurationSeconds: 43_200 });
  });

  test("one hour from the session of another role (recorded)", async () => {
    const trust = [trusting({ AWS: "*" })];
    const [first, second] = await Promise.all([
      createRole(forebay, { name: "chain-1", trust }),
      createRole(forebay, { name: "chain-2", trust, maxSessionSeconds: 7200 }),
    ]);
    const chained = await sessionOf(first);
    await assume(second, { DurationSeconds: 3600 }, chained);
    await expect(assume(second, { DurationSeconds: 3601 }, chained)).rejects.toMatchObject({
      name: "ValidationError",
      message: "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    });
  });

  test("as long as the role exists", async () => {
    const role = await createRole(forebay, { name: "deleted" });
    const { Credentials } = await assume(role);
    const s3 = new S3Client(configOf(forebay, Credentials));
    await s3.send(new ListBucketsCommand({}));
    const iam = iamOf(forebay);
    await iam.send(new DeleteRolePolicyCommand({ RoleName: "deleted", PolicyName: "allow" }));
    await iam.send(new DeleteRoleCommand({ RoleName: "deleted" }));
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: "AccessDenied" });
  });
});

describe("AssumeRole: session policies", () => {
  const onlyList = { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" };

  test("restrict the session to what both allow (documented)", async () => {
    const role = await createRole(forebay, { name: "restricted" });
    const { Credentials, PackedPolicySize } = await assume(role, { Policy: document(onlyList) });
    expect(PackedPolicySize).toBeGreaterThan(0);
    const s3 = new S3Client(configOf(forebay, Credentials));
    await s3.send(new ListBucketsCommand({}));
    await expect(s3.send(new CreateBucketCommand({ Bucket: "not-allowed" }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("because no session policy allows the s3:CreateBucket action"),
    });
  });

  test("managed ones, by ARN", async () => {
    const role = await createRole(forebay, { name: "restricted-by-arn" });
    const { Policy } = await iamOf(forebay).send(
      new CreatePolicyCommand({ PolicyName: "only-list", PolicyDocument: document(onlyList) }),
    );
    const { Credentials } = await assume(role, { PolicyArns: [{ arn: Policy?.Arn }] });
    const s3 = new S3Client(configOf(forebay, Credentials));
    await s3.send(new ListBucketsCommand({}));
    await expect(s3.send(new CreateBucketCommand({ Bucket: "not-allowed" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  test.each<[string, Partial<AssumeRoleCommandInput>, string]>([
    ["no JSON", { Policy: "allow everything" }, "MalformedPolicyDocumentException"],
    ["a principal", { Policy: document(trusting("*")) }, "MalformedPolicyDocumentException"],
    ["no statement", { Policy: "{}" }, "MalformedPolicyDocumentException"],
    [
      "a policy that is too large",
      { Policy: document({ ...onlyList, Resource: [`arn:aws:s3:::${"x".repeat(2100)}`] }) },
      "PackedPolicyTooLargeException",
    ],
    ["an ARN of no policy", { PolicyArns: [{ arn: "arn:aws:iam::aws:policy/NotThere" }] }, "ValidationError"],
    [
      "11 ARNs",
      { PolicyArns: Array.from({ length: 11 }, () => ({ arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" })) },
      "ValidationError",
    ],
    [
      "tags that are too large together",
      { Tags: Array.from({ length: 50 }, (_, at) => ({ Key: `key${at}`, Value: "x".repeat(200) })) },
      "PackedPolicyTooLargeException",
    ],
  ])("%s is refused", async (what, more, name) => {
    const role = await createRole(forebay, { name: `refuses-${what.replaceAll(" ", "-")}` });
    await expect(assume(role, more)).rejects.toMatchObject({ name });
  });
});

describe("AssumeRole: tags", () => {
  test("are the principal's tags of the session, before those of the role (documented)", async () => {
    const allow = [{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::${aws:PrincipalTag/team}-*" }];
    const role = await createRole(forebay, { name: "tagged", allow });
    await iamOf(forebay).send(new TagRoleCommand({ RoleName: "tagged", Tags: [{ Key: "team", Value: "red" }] }));
    const { Credentials } = await assume(role, { Tags: [{ Key: "Team", Value: "blue" }] });
    const s3 = new S3Client(configOf(forebay, Credentials));
    await s3.send(new CreateBucketCommand({ Bucket: "blue-bucket" }));
    await expect(s3.send(new CreateBucketCommand({ Bucket: "red-bucket" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
    await s3.send(new PutObjectCommand({ Bucket: "blue-bucket", Key: "k", Body: "v" }));
  });

  test.each<[string, Partial<AssumeRoleCommandInput>, string]>([
    [
      "a transitive key that is not requested (recorded)",
      { Tags: [{ Key: "a", Value: "1" }], TransitiveTagKeys: ["b"] },
      "The specified transitive tag key must be included in the requested tags.",
    ],
    [
      "keys that differ in case only (recorded)",
      {
        Tags: [
          { Key: "a", Value: "1" },
          { Key: "A", Value: "2" },
        ],
      },
      "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    ],
    ["a key of AWS's own", { Tags: [{ Key: "aws:x", Value: "1" }] }, "The session tag aws:x is not valid."],
  ])("%s", async (what, more, message) => {
    const role = await createRole(forebay, { name: `tags-${what.length}` });
    await expect(assume(role, more)).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("transitive ones and the source identity stay through a chain (documented, recorded)", async () => {
    const trust = [trusting({ AWS: "*" })];
    const allow = [
      { Effect: "Allow", Action: "sts:*", Resource: "*" },
      {
        Effect: "Allow",
        Action: "s3:CreateBucket",
        Resource: "arn:aws:s3:::${aws:PrincipalTag/team}-*",
        Condition: { StringEquals: { "aws:SourceIdentity": "ada" } },
      },
    ];
    const [first, second, third] = await Promise.all(
      ["link-1", "link-2", "link-3"].map((name) => createRole(forebay, { name, trust, allow })),
    );
    const Tags = [
      { Key: "team", Value: "green" },
      { Key: "stays", Value: "behind" },
    ];
    const one = await sessionOf(first ?? "", { Tags, TransitiveTagKeys: ["team"], SourceIdentity: "ada" });
    const two = await assume(second ?? "", { Tags: [{ Key: "stays", Value: "here" }] }, one);
    expect(two.SourceIdentity).toBe("ada");
    const client = new STSClient(configOf(forebay, two.Credentials));
    const three = await assume(third ?? "", {}, client);
    expect(three.SourceIdentity).toBe("ada");
    const s3 = new S3Client(configOf(forebay, three.Credentials));
    await s3.send(new CreateBucketCommand({ Bucket: "green-chain" }));
    await expect(assume(third ?? "", { Tags: [{ Key: "Team", Value: "red" }] }, client)).rejects.toMatchObject({
      name: "InvalidParameterValue",
      message:
        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    });
    await expect(assume(third ?? "", { SourceIdentity: "bob" }, client)).rejects.toMatchObject({
      name: "AccessDenied",
    });
    const closed = await createRole(forebay, {
      name: "link-closed",
      trust: [{ ...trusting({ AWS: "*" }), Action: "sts:AssumeRole" }],
    });
    await expect(assume(closed, {}, client)).rejects.toMatchObject({
      name: "AccessDenied",
      message: expect.stringContaining("sts:TagSession"),
    });
  });
});

describe("AssumeRole: the session token", () => {
  test("has the size that was asked for at least (documented)", async () => {
    const role = await createRole(forebay, { name: "token-size" });
    const { Credentials, SessionTokenSize, SessionTokenUtilization } = await assume(role, {
      MinimumSessionTokenSize: 4000,
    });
    expect(Credentials?.SessionToken?.length).toBe(SessionTokenSize);
    expect(SessionTokenSize).toBeGreaterThanOrEqual(4000);
    expect(SessionTokenUtilization).toBeGreaterThan(0);
    await new S3Client(configOf(forebay, Credentials)).send(new ListBucketsCommand({}));
  });

  test("an identity center's contexts are not taken (501)", async () => {
    const role = await createRole(forebay, { name: "contexts" });
    const ProvidedContexts = [
      { ProviderArn: "arn:aws:iam::aws:contextProvider/IdentityCenter", ContextAssertion: "x".repeat(8) },
    ];
    await expect(assume(role, { ProvidedContexts })).rejects.toMatchObject({ name: "NotImplemented" });
  });
});
