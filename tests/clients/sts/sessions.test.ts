// Sessions with the JS SDK: their credentials sign requests, and expire on the virtual clock.
import { CreateBucketCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { ListStreamsCommand, KinesisClient } from "@aws-sdk/client-kinesis";
import { AssumeRoleCommand, type Credentials, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { configOf as configFor, createRole } from "./roles.ts";

const HOUR_MS = 3_600_000;
const ROLE = "arn:aws:iam::123456789012:role/team/reader";
const READER = { name: "reader", path: "/team/", account: "123456789012" };
let forebay: Forebay;
let sts: STSClient;
beforeAll(async () => {
  forebay = await startForebay();
  sts = new STSClient(forebay.clientConfig);
  await createRole(forebay, READER);
});
afterAll(() => forebay.close());

const configOf = (credentials: Credentials | undefined) => configFor(forebay, credentials);
const identityOf = (credentials: Credentials | undefined) =>
  new STSClient(configOf(credentials)).send(new GetCallerIdentityCommand({}));
const assume = (input: Partial<AssumeRoleCommand["input"]> = {}, client = sts) =>
  client.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "reading", ...input }));

describe("AssumeRole", () => {
  test("answers the session's identity, which its credentials have too", async () => {
    const { Credentials, AssumedRoleUser, PackedPolicySize } = await assume();
    expect(AssumedRoleUser).toEqual({
      Arn: "arn:aws:sts::123456789012:assumed-role/reader/reading",
      AssumedRoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}:reading$/),
    });
    expect(PackedPolicySize).toBeUndefined();
    expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(await identityOf(Credentials)).toMatchObject({
      Account: "123456789012",
      Arn: AssumedRoleUser?.Arn,
      UserId: AssumedRoleUser?.AssumedRoleId,
    });
  });

  test("the session works for other services, in the role's account", async () => {
    const RoleArn = await createRole(forebay, { name: "owner", account: "210987654321" });
    const { Credentials } = await assume({ RoleArn });
    const s3 = new S3Client(configOf(Credentials));
    await s3.send(new CreateBucketCommand({ Bucket: "owned-by-the-role" }));
    expect((await s3.send(new ListBucketsCommand({}))).Buckets).toHaveLength(1);
    expect((await new S3Client(forebay.clientConfig).send(new ListBucketsCommand({}))).Buckets ?? []).toHaveLength(0);
  });

  test.each([
    ["no ARN of a role", { RoleArn: "arn:aws:iam::123456789012:user/someone" }, "ValidationError"],
    ["an account of 11 digits", { RoleArn: "arn:aws:iam::12345678901:role/reader" }, "ValidationError"],
    ["a duration under 15 minutes", { DurationSeconds: 60 }, "ValidationError"],
    ["a session name with a space", { RoleSessionName: "two words" }, "ValidationError"],
    [
      "a code of an MFA device that is not there",
      { SerialNumber: "GAHT12345678", TokenCode: "123456" },
      "AccessDenied",
    ],
  ])("%s is refused", async (_, input, name) => {
    await expect(assume(input)).rejects.toMatchObject({ name });
  });
});

describe("session credentials", () => {
  test("an altered token is refused in each family's words (documented)", async () => {
    const { Credentials } = await assume();
    const token = Credentials?.SessionToken ?? "";
    const altered = { ...Credentials, SessionToken: `${token.slice(0, 40)}A${token.slice(41)}` } as Credentials;
    await expect(identityOf(altered)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
    const kinesis = new KinesisClient(configOf(altered));
    await expect(kinesis.send(new ListStreamsCommand({}))).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
    const s3 = new S3Client(configOf(altered));
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: "InvalidToken" });
  });

  test("another session's token is refused", async () => {
    const [one, other] = await Promise.all([assume(), assume()]);
    const mixed = { ...one.Credentials, SessionToken: other.Credentials?.SessionToken } as Credentials;
    await expect(identityOf(mixed)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
  });

  test("they expire on the virtual clock, in each family's words (documented)", async () => {
    const { Credentials } = await assume({ DurationSeconds: 900 });
    await forebay.clock.advance(800_000);
    await identityOf(Credentials);
    await forebay.clock.advance(101_000);
    await expect(identityOf(Credentials)).rejects.toMatchObject({ name: "ExpiredToken" });
    const kinesis = new KinesisClient(configOf(Credentials));
    await expect(kinesis.send(new ListStreamsCommand({}))).rejects.toMatchObject({ name: "ExpiredTokenException" });
    const s3 = new S3Client(configOf(Credentials));
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: "ExpiredToken" });
  });

  test("they outlive a restart, and the clock does not jump back", async () => {
    const folder = `${forebay.dataFolder}/restarted`;
    const first = await startForebay({ dataFolder: folder });
    await first.clock.advance(100 * HOUR_MS);
    await createRole(first, READER);
    const { Credentials } = await new STSClient(first.clientConfig).send(
      new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: "reading" }),
    );
    const before = first.clock.now();
    await first.close();
    await using second = await startForebay({ dataFolder: folder });
    expect(second.clock.now().getTime()).toBeGreaterThanOrEqual(before.getTime());
    const client = new STSClient({ ...configOf(Credentials), endpoint: second.endpoint });
    expect((await client.send(new GetCallerIdentityCommand({}))).Account).toBe("123456789012");
  });
});
