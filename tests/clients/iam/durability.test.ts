// IAM in a process that is killed: what was acknowledged is there, whole, and works.
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
  ListAttachedUserPoliciesCommand,
  ListEntitiesForPolicyCommand,
  paginateListUsers,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Bundle, bundle, startServer } from "../../faults/child.ts";
import { account, listBuckets } from "./platform.ts";

const ROUNDS = 3;
const WRITERS = 4;
const KILL_AFTER_MS_MIN = 300;
const KILL_AFTER_MS_MAX = 1200;

let server: Bundle;
beforeAll(async () => void (server = await bundle("../clients/iam/server.child.ts")));
afterAll(() => server.remove());

const configOf = (endpoint: string, accessKeyId = "test", secretAccessKey = "test") => ({
  endpoint,
  region: "us-east-1",
  credentials: { accessKeyId, secretAccessKey },
  maxAttempts: 1,
});

/** What was acknowledged of one user. */
interface Written {
  policyArn?: string;
  attached?: boolean;
  inline?: boolean;
  key?: readonly [id: string, secret: string];
}

/** Makes users with all that belongs to them, until the server is gone. */
async function write(iam: IAMClient, writer: string, written: Map<string, Written>): Promise<void> {
  for (let at = 0; ; at++) {
    const UserName = `${writer}-${at}`;
    try {
      await iam.send(new CreateUserCommand({ UserName }));
      const user: Written = {};
      written.set(UserName, user);
      const PolicyDocument = listBuckets;
      const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: UserName, PolicyDocument }));
      user.policyArn = Policy?.Arn ?? "";
      await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: user.policyArn }));
      user.attached = true;
      await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: "inline", PolicyDocument }));
      user.inline = true;
      const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
      user.key = [AccessKey?.AccessKeyId ?? "", AccessKey?.SecretAccessKey ?? ""];
    } catch {
      return;
    }
  }
}

async function check(endpoint: string, iam: IAMClient, written: Map<string, Written>): Promise<void> {
  const names = new Set<string>();
  for await (const { Users = [] } of paginateListUsers({ client: iam }, {}))
    for (const { UserName } of Users) names.add(UserName ?? "");
  expect([...written.keys()].filter((name) => !names.has(name))).toEqual([]);
  for (const [UserName, { policyArn, attached, key }] of written) {
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
    if (attached) expect(AttachedPolicies).toHaveLength(1);
    if (policyArn !== undefined) {
      const { PolicyUsers } = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: policyArn }));
      expect(PolicyUsers?.map((user) => user.UserName)).toEqual(AttachedPolicies.map(() => UserName));
    }
    if (!key) continue;
    const sts = new STSClient(configOf(endpoint, ...key));
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    expect(Arn).toBe(`arn:aws:iam::${account}:user/${UserName}`);
  }
}

describe("durability", () => {
  it("nothing acknowledged is lost at kill -9, whenever it comes, and nothing is there by half", async () => {
    const folder = await mkdtemp(join(tmpdir(), "forebay-iam-"));
    const written = new Map<string, Written>();
    for (let round = 0; round <= ROUNDS; round++) {
      const { endpoint, kill } = await startServer(server, folder);
      const iam = new IAMClient(configOf(endpoint));
      await check(endpoint, iam, written);
      if (round < ROUNDS) {
        const killAfterMs = randomInt(KILL_AFTER_MS_MIN, KILL_AFTER_MS_MAX);
        console.log(`round ${round}: ${written.size} users written, kill -9 after ${killAfterMs} ms`);
        const writing = Array.from({ length: WRITERS }, (_, writer) => write(iam, `u-${round}-${writer}`, written));
        await sleep(killAfterMs);
        await kill();
        await Promise.all(writing);
      } else await kill();
      iam.destroy();
    }
    expect(written.size).toBeGreaterThan(WRITERS);
    await rm(folder, { recursive: true, force: true });
  });
});
