// forebay access: why something was denied, and the least privilege of a recorded run, as a person asks for them.
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient, PutUserPolicyCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";
import { forebay as command } from "./forebay.ts";

let platform: Forebay;
beforeAll(async () => void (platform = await startForebay()));
afterAll(() => platform.close());

const access = (...args: string[]) => command(["access", ...args, "--endpoint", platform.endpoint]);

describe("forebay access why", () => {
  it("says that nothing was denied, and afterwards what, to whom and because of which statement", async () => {
    expect(await access("why")).toMatchObject({ code: 0, stdout: "Nothing was denied.\n" });
    const iam = new IAMClient(platform.clientConfig);
    await iam.send(new CreateUserCommand({ UserName: "ada" }));
    const Statement = { Sid: "NotNow", Effect: "Deny", Action: "s3:*", Resource: "*" };
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await iam.send(new PutUserPolicyCommand({ UserName: "ada", PolicyName: "closed", PolicyDocument }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "ada" }));
    const credentials = {
      accessKeyId: AccessKey?.AccessKeyId ?? "",
      secretAccessKey: AccessKey?.SecretAccessKey ?? "",
    };
    const s3 = new S3Client({ ...platform.clientConfig, credentials });
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toThrow("explicit deny");
    const { code, stdout } = await access("why", "--last", "1");
    expect(code).toBe(0);
    expect(stdout.split("\n").slice(1)).toEqual([
      "  s3:ListAllMyBuckets  *",
      "  denied by the identity-based policy",
      "  statement NotNow of closed",
      "",
    ]);
    expect(stdout).toContain("arn:aws:iam::000000000000:user/ada\n");
  });
});

describe("forebay access record and policy", () => {
  it("prints the smallest policy that allows what was recorded", async () => {
    expect(await access("policy")).toMatchObject({ code: 1, stderr: expect.stringContaining("record start") });
    expect((await access("record", "start")).stdout).toMatch(/^Recording\./);
    const s3 = new S3Client(platform.clientConfig);
    await s3.send(new CreateBucketCommand({ Bucket: "lake" }));
    await s3.send(new PutObjectCommand({ Bucket: "lake", Key: "a", Body: "a" }));
    expect((await access("record", "stop")).stdout).toBe("Stopped: 2 recorded.\n");
    await s3.send(new ListBucketsCommand({}));
    const { stdout } = await access("policy", "--principal", "arn:aws:iam::000000000000:root");
    const { Statement } = JSON.parse(stdout) as { Statement: { Action: string | string[]; Resource: string }[] };
    expect(Statement.map(({ Action }) => Action).flat()).toEqual(["s3:CreateBucket", "s3:PutObject"]);
    expect(Statement.map(({ Resource }) => Resource).flat()).toEqual(["arn:aws:s3:::lake", "arn:aws:s3:::lake/a"]);
  });

  it.each([
    [[], /takes why, record or policy/],
    [["record"], /takes start or stop/],
    [["why", "--last", "none"], /--last takes a number/],
  ])("access %j is wrong usage", async (args, sentence) => {
    const { code, stderr } = await command(["access", ...args]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(sentence)]);
  });
});
