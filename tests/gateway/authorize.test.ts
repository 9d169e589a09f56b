// Enforcement with the JS SDK: real users and sessions may what policies allow them, and the refusals say why.
import { CreateDeliveryStreamCommand, FirehoseClient } from "@aws-sdk/client-firehose";
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  UpdateAccessKeyCommand,
} from "@aws-sdk/client-iam";
import { CreateStreamCommand, KinesisClient, ListStreamsCommand, PutRecordCommand } from "@aws-sdk/client-kinesis";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { AssumeRoleCommand, type Credentials, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";

const ACCOUNT = "000000000000";
let forebay: Forebay;
let iam: IAMClient;
beforeAll(async () => {
  forebay = await startForebay();
  iam = new IAMClient(forebay.clientConfig);
  await new S3Client(forebay.clientConfig).send(new CreateBucketCommand({ Bucket: "lake" }));
  await new KinesisClient(forebay.clientConfig).send(new CreateStreamCommand({ StreamName: "orders", ShardCount: 1 }));
});
afterAll(() => forebay.close());

type Statement = Readonly<Record<string, unknown>>;
const documentOf = (...Statement: Statement[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (Action: string | string[], Resource: string | string[] = "*"): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
});
const deny = (Action: string, Resource = "*"): Statement => ({ Effect: "Deny", Action, Resource });

interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const configOf = (credentials: Key) => ({ ...forebay.clientConfig, credentials, maxAttempts: 1 });

let users = 0;

/** A new user with an access key, and what it may. */
async function newUser(...statements: Statement[]): Promise<{ readonly name: string; readonly key: Key }> {
  const name = `user-${++users}`;
  await iam.send(new CreateUserCommand({ UserName: name }));
  if (statements.length > 0) await grant(name, ...statements);
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: name }));
  return {
    name,
    key: { accessKeyId: AccessKey?.AccessKeyId ?? "", secretAccessKey: AccessKey?.SecretAccessKey ?? "" },
  };
}

const grant = (UserName: string, ...statements: Statement[]) =>
  iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "p", PolicyDocument: documentOf(...statements) }));

const listStreams = (key: Key) => new KinesisClient(configOf(key)).send(new ListStreamsCommand({}));
const put = (key: Key) =>
  new KinesisClient(configOf(key)).send(
    new PutRecordCommand({ StreamName: "orders", PartitionKey: "a", Data: Buffer.from("a") }),
  );

const sentence = (name: string, action: string, resource: string, because: string): string =>
  `User: arn:aws:iam::${ACCOUNT}:user/${name} is not authorized to perform: ${action} on resource: ${resource} ${because}`;

describe("users", () => {
  it("may nothing without a policy, in AWS's words and each protocol's code", async () => {
    const { name, key } = await newUser();
    const stream = `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`;
    await expect(put(key)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: sentence(
        name,
        "kinesis:PutRecord",
        stream,
        "because no identity-based policy allows the kinesis:PutRecord action",
      ),
      $metadata: { httpStatusCode: 400 },
    });
    await expect(new IAMClient(configOf(key)).send(new CreateUserCommand({ UserName: "x" }))).rejects.toMatchObject({
      name: "AccessDenied",
      message: sentence(
        name,
        "iam:CreateUser",
        `arn:aws:iam::${ACCOUNT}:user/x`,
        "because no identity-based policy allows the iam:CreateUser action",
      ),
      $metadata: { httpStatusCode: 403 },
    });
    const read = new GetObjectCommand({ Bucket: "lake", Key: "a" });
    await expect(new S3Client(configOf(key)).send(read)).rejects.toMatchObject({
      name: "AccessDenied",
      message: sentence(
        name,
        "s3:GetObject",
        '"arn:aws:s3:::lake/a"',
        "because no identity-based policy allows the s3:GetObject action",
      ),
    });
  });

  it("may what their own, their groups' and attached policies allow, from the next request on", async () => {
    const { name, key } = await newUser();
    await expect(listStreams(key)).rejects.toThrow("not authorized");
    await grant(name, allow("kinesis:List*"));
    await listStreams(key);
    await iam.send(new DeleteUserPolicyCommand({ UserName: name, PolicyName: "p" }));
    await expect(listStreams(key)).rejects.toThrow("not authorized");
    await iam.send(new CreateGroupCommand({ GroupName: "readers" }));
    await iam.send(
      new PutGroupPolicyCommand({
        GroupName: "readers",
        PolicyName: "p",
        PolicyDocument: documentOf(allow("kinesis:*")),
      }),
    );
    await iam.send(new AddUserToGroupCommand({ GroupName: "readers", UserName: name }));
    await put(key);
    const s3 = new S3Client(configOf(key));
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toThrow("s3:ListAllMyBuckets");
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
    await iam.send(new AttachUserPolicyCommand({ UserName: name, PolicyArn }));
    await s3.send(new PutObjectCommand({ Bucket: "lake", Key: "mine", Body: "a" }));
  });

  it("an explicit deny wins, and a boundary limits", async () => {
    const { name, key } = await newUser(allow("*"), deny("kinesis:PutRecord"));
    await listStreams(key);
    await expect(put(key)).rejects.toThrow("with an explicit deny in an identity-based policy");
    const PermissionsBoundary = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: name, PermissionsBoundary }));
    await expect(listStreams(key)).rejects.toThrow(
      "because no permissions boundary allows the kinesis:ListStreams action",
    );
    await new S3Client(configOf(key)).send(new ListBucketsCommand({}));
  });

  it("variables and conditions are those of the request", async () => {
    const { name, key } = await newUser(
      allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::lake/home/${aws:username}/*"),
      {
        ...allow("kinesis:*"),
        Condition: { IpAddress: { "aws:SourceIp": "127.0.0.0/8" }, Bool: { "aws:SecureTransport": "false" } },
      },
    );
    const s3 = new S3Client(configOf(key));
    await s3.send(new PutObjectCommand({ Bucket: "lake", Key: `home/${name}/a`, Body: "a" }));
    await expect(s3.send(new PutObjectCommand({ Bucket: "lake", Key: "home/other/a", Body: "a" }))).rejects.toThrow(
      "not authorized",
    );
    await listStreams(key);
  });

  it("an inactive key, a deleted key and a wrong secret are refused", async () => {
    const { name, key } = await newUser(allow("*"));
    await listStreams(key);
    const which = { UserName: name, AccessKeyId: key.accessKeyId };
    await iam.send(new UpdateAccessKeyCommand({ ...which, Status: "Inactive" }));
    await expect(listStreams(key)).rejects.toMatchObject({ name: "UnrecognizedClientException" });
    await iam.send(new UpdateAccessKeyCommand({ ...which, Status: "Active" }));
    await listStreams(key);
    await expect(listStreams({ ...key, secretAccessKey: "wrong" })).rejects.toMatchObject({
      name: "InvalidSignatureException",
    });
    await iam.send(new DeleteAccessKeyCommand(which));
    await expect(listStreams(key)).rejects.toMatchObject({ name: "UnrecognizedClientException" });
  });
});

describe("sessions", () => {
  const trusting = documentOf({ Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" });
  const keyOf = (credentials: Credentials | undefined): Key => ({
    accessKeyId: credentials?.AccessKeyId ?? "",
    secretAccessKey: credentials?.SecretAccessKey ?? "",
    sessionToken: credentials?.SessionToken ?? "",
  });

  it("may what their role may, within the session policy, as long as the role may", async () => {
    const RoleName = "worker";
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusting }));
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: "p", PolicyDocument: documentOf(allow(["kinesis:*", "s3:*"])) }),
    );
    const { key } = await newUser(allow("sts:AssumeRole", Role?.Arn));
    const sts = new STSClient(configOf(key));
    const assume = async (Policy?: string): Promise<Key> => {
      const input = { RoleArn: Role?.Arn, RoleSessionName: "session", ...(Policy && { Policy }) };
      return keyOf((await sts.send(new AssumeRoleCommand(input))).Credentials);
    };
    const whole = await assume();
    const narrow = await assume(documentOf(allow("kinesis:List*")));
    await put(whole);
    await listStreams(narrow);
    await expect(put(narrow)).rejects.toThrow(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/worker/session is not authorized to perform: kinesis:PutRecord on resource: ` +
        `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders because no session policy allows the kinesis:PutRecord action`,
    );
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: "p" }));
    await expect(put(whole)).rejects.toThrow("because no identity-based policy allows");
  });
});

describe("roles passed to services", () => {
  const destination = (RoleARN: string) => ({
    DeliveryStreamName: "d",
    ExtendedS3DestinationConfiguration: { BucketARN: "arn:aws:s3:::lake", RoleARN },
  });

  it("need iam:PassRole, and must trust the service", async () => {
    const trust = documentOf({
      Effect: "Allow",
      Principal: { Service: "lambda.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "passed", AssumeRolePolicyDocument: trust }));
    const arn = Role?.Arn ?? "";
    const { name, key } = await newUser(allow("firehose:*"));
    const firehose = new FirehoseClient(configOf(key));
    const create = () => firehose.send(new CreateDeliveryStreamCommand(destination(arn)));
    await expect(create()).rejects.toThrow(
      sentence(name, "iam:PassRole", arn, "because no identity-based policy allows the iam:PassRole action"),
    );
    const passing = {
      ...allow("iam:PassRole", arn),
      Condition: { StringEquals: { "iam:PassedToService": "firehose.amazonaws.com" } },
    };
    await grant(name, allow("firehose:*"), passing);
    await expect(create()).rejects.toMatchObject({
      name: "InvalidArgumentException",
      message: `Firehose is unable to assume role ${arn}. Please check the role provided.`,
    });
  });
});

describe("the decision log", () => {
  const ask = async (path: string, body?: object): Promise<unknown> => {
    const init = body ? { method: "POST", body: JSON.stringify(body) } : {};
    return (await fetch(`${forebay.endpoint}/_forebay/access${path}`, init)).json();
  };

  it("shows the last denials with the statement that decided", async () => {
    const { name, key } = await newUser(allow("*"), { ...deny("kinesis:PutRecord"), Sid: "NoPuts" });
    await expect(put(key)).rejects.toThrow("explicit deny");
    const { denials } = (await ask("")) as { denials: unknown[] };
    expect(denials[0]).toMatchObject({
      principal: `arn:aws:iam::${ACCOUNT}:user/${name}`,
      action: "kinesis:PutRecord",
      resource: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/orders`,
      outcome: "explicit-deny",
      because: "identity-based policy",
      statements: [{ policy: "p", index: 1, sid: "NoPuts" }],
    });
  });

  it("a policy of a recorded run allows that run, and nothing else", async () => {
    await ask("/recording", { on: true });
    const root = { accessKeyId: "test", secretAccessKey: "test" };
    await put(root);
    await new S3Client(forebay.clientConfig).send(new PutObjectCommand({ Bucket: "lake", Key: "run/a", Body: "a" }));
    await ask("/recording", { on: false });
    const { policies } = (await ask("/policies")) as { policies: Record<string, { Statement: Statement[] }> };
    const least = policies[`arn:aws:iam::${ACCOUNT}:root`];
    const { key } = await newUser(...(least?.Statement ?? []));
    await put(key);
    const s3 = new S3Client(configOf(key));
    await s3.send(new PutObjectCommand({ Bucket: "lake", Key: "run/a", Body: "a" }));
    await expect(s3.send(new PutObjectCommand({ Bucket: "lake", Key: "run/b", Body: "a" }))).rejects.toThrow(
      "s3:PutObject",
    );
    await expect(listStreams(key)).rejects.toThrow("kinesis:ListStreams");
  });
});

describe("anonymous callers", () => {
  it("are refused by S3 and everywhere else", async () => {
    const answer = await fetch(`${forebay.endpoint}/lake/a`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Code>AccessDenied</Code><Message>Access Denied</Message>");
  });
});
