import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ServiceHost } from "../../engines/host.ts";
import type { KeyValue } from "../../engines/keyvalue/keyvalue.ts";
import { openLmdb } from "../../engines/keyvalue/lmdb.ts";
import { VirtualClock } from "../../kit/clock.ts";
import { bytes } from "../../kit/ids.ts";
import { Paging } from "../../kit/paging.ts";
import { Sealing } from "../../kit/sealing.ts";
import type { Call } from "./context.ts";
import { openIam, type IamContext } from "./context.ts";
import iam from "./iam.ts";

const account = "111122223333";
const sealing = new Sealing(bytes(32));
const paging = new Paging(bytes(32));
const clock = new VirtualClock();
let folder: string;
let keyvalue: KeyValue;
let context: IamContext;

const open = (): IamContext =>
  openIam({ clock, sealing, paging, keyvalue, logger: pino({ level: "silent" }) } as unknown as ServiceHost);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-principals-"));
  keyvalue = await openLmdb(folder);
  context = open();
});
afterAll(async () => {
  await context.keyUses.flush();
  await keyvalue.close();
  await rm(folder, { recursive: true, force: true });
});

const root = { kind: "root", account, arn: `arn:aws:iam::${account}:root`, userId: account } as const;

async function run(operation: string, input: object): Promise<Record<string, Record<string, string>>> {
  const call = { account, region: "us-east-1", caller: root, context } as unknown as Call;
  return (await iam.operations[operation]?.(input as never, call as never)) as never;
}

const allow = (Action: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const userArn = (name: string): string => `arn:aws:iam::${account}:user/${name}`;
const policiesOf = async (arn: string) => {
  const found = await context.principals.policiesOf(arn);
  return found?.identity.map(({ name }) => name);
};

describe("principals", () => {
  it("a user's policies are its own, attached and inline, and those of its groups", async () => {
    const s3 = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    await run("CreateUser", { UserName: "ann", Tags: [{ Key: "team", Value: "lake" }] });
    await run("CreateGroup", { GroupName: "engineers" });
    const { Policy } = await run("CreatePolicy", { PolicyName: "kinesis", PolicyDocument: allow("kinesis:*") });
    const own = Policy?.["Arn"] ?? "";
    await run("PutUserPolicy", { UserName: "ann", PolicyName: "inline", PolicyDocument: allow("sqs:*") });
    await run("AttachUserPolicy", { UserName: "ann", PolicyArn: own });
    await run("PutGroupPolicy", { GroupName: "engineers", PolicyName: "of-group", PolicyDocument: allow("sns:*") });
    await run("AttachGroupPolicy", { GroupName: "engineers", PolicyArn: s3 });
    expect(await policiesOf(userArn("ann"))).toEqual(["inline", own]);
    await run("AddUserToGroup", { UserName: "ann", GroupName: "engineers" });
    expect(await policiesOf(userArn("ann"))).toEqual(["inline", own, "of-group", s3]);
    const found = await context.principals.policiesOf(userArn("ann"));
    expect(found).toMatchObject({ boundary: undefined, tags: { team: "lake" } });
    expect(found?.identity[1]?.document).toBe(allow("kinesis:*"));
    await run("CreatePolicyVersion", { PolicyArn: own, PolicyDocument: allow("firehose:*"), SetAsDefault: true });
    const again = await context.principals.policiesOf(userArn("ann"));
    expect(again?.identity[1]?.document).toBe(allow("firehose:*"));
    await run("PutUserPermissionsBoundary", { UserName: "ann", PermissionsBoundary: s3 });
    expect((await context.principals.policiesOf(userArn("ann")))?.boundary?.name).toBe(s3);
  });

  it("answers stay the same object until what they say changes; the revision rises with every write", async () => {
    await run("CreateUser", { UserName: "bob" });
    await run("PutUserPolicy", { UserName: "bob", PolicyName: "p", PolicyDocument: allow("s3:*") });
    const before = await context.principals.policiesOf(userArn("bob"));
    const { revision } = context.principals;
    expect(await context.principals.policiesOf(userArn("bob"))).toBe(before);
    await run("CreateUser", { UserName: "carol" });
    expect(context.principals.revision).toBeGreaterThan(revision);
    expect(await context.principals.policiesOf(userArn("bob"))).toBe(before);
    await run("PutUserPolicy", { UserName: "bob", PolicyName: "q", PolicyDocument: allow("sqs:*") });
    const after = await context.principals.policiesOf(userArn("bob"));
    expect(after).not.toBe(before);
    // What did not change is still the same object, so that it need not be compiled anew.
    expect(after?.identity[0]).toBe(before?.identity[0]);
  });

  it("a read that a write overtakes is not kept", async () => {
    await run("CreateUser", { UserName: "dave" });
    const early = context.principals.policiesOf(userArn("dave"));
    await run("PutUserPolicy", { UserName: "dave", PolicyName: "p", PolicyDocument: allow("s3:*") });
    await early;
    expect(await policiesOf(userArn("dave"))).toEqual(["p"]);
  });

  it("access keys and roles: found, changed and gone at once, also after a restart", async () => {
    await run("CreateUser", { UserName: "erin", Path: "/data/" });
    const { AccessKey } = await run("CreateAccessKey", { UserName: "erin" });
    const id = AccessKey?.["AccessKeyId"] ?? "";
    const key = await context.principals.accessKey(id);
    const caller = { kind: "user", account, arn: userArn("data/erin"), accessKeyId: id };
    expect(key).toMatchObject({ secretAccessKey: AccessKey?.["SecretAccessKey"], active: true, caller });
    context = open();
    expect(await context.principals.accessKey(id)).toEqual(key);
    await run("UpdateAccessKey", { UserName: "erin", AccessKeyId: id, Status: "Inactive" });
    expect((await context.principals.accessKey(id))?.active).toBe(false);
    await run("DeleteAccessKey", { UserName: "erin", AccessKeyId: id });
    expect(await context.principals.accessKey(id)).toBeUndefined();
    expect(await context.principals.accessKey("AKIAIOSFODNN7EXAMPLE")).toBeUndefined();
    const trust = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: userArn("data/erin") }, Action: "sts:AssumeRole" }],
    });
    await run("CreateRole", { RoleName: "loader", Path: "/etl/", AssumeRolePolicyDocument: trust });
    const arn = `arn:aws:iam::${account}:role/etl/loader`;
    const role = { arn, account, name: "loader", maxSessionSeconds: 3600, trustPolicy: trust, tags: {} };
    expect(await context.principals.role(arn)).toMatchObject(role);
    expect(await context.principals.role(arn.replace("etl/", ""))).toBeUndefined();
    await run("DeleteUser", { UserName: "erin" });
    await run("CreateUser", { UserName: "erin", Path: "/data/" });
    expect((await context.principals.role(arn))?.trustPolicy).toMatch(/"AWS":"AIDA[A-Z2-7]{17}"/);
  });

  it("uses of keys and roles are noted, shown at once, and durable", async () => {
    await run("CreateUser", { UserName: "fred" });
    const { AccessKey } = await run("CreateAccessKey", { UserName: "fred" });
    const AccessKeyId = AccessKey?.["AccessKeyId"] ?? "";
    const { revision } = context.principals;
    const caller = { kind: "user", account, arn: userArn("fred"), userId: "AIDA", accessKeyId: AccessKeyId } as const;
    context.principals.noteUse(caller, "kinesis", "eu-west-1");
    const used = { ServiceName: "kinesis", Region: "eu-west-1", LastUsedDate: expect.any(Date) };
    const shown = async () => (await run("GetAccessKeyLastUsed", { AccessKeyId }))["AccessKeyLastUsed"];
    expect(await shown()).toEqual(used);
    await context.keyUses.flush();
    expect(await shown()).toEqual(used);
    expect(context.principals.revision).toBe(revision);
    context = open();
    expect(await shown()).toEqual(used);
  });
});
