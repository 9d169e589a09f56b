// GetAccessKeyInfo and what STS does not have, with the JS SDK.
import { AssumeRoleCommand, GetAccessKeyInfoCommand, AssumeRootCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { createRole } from "./roles.ts";

let forebay: Forebay;
let sts: STSClient;
beforeAll(async () => {
  forebay = await startForebay();
  sts = new STSClient(forebay.clientConfig);
});
afterAll(() => forebay.close());

describe("GetAccessKeyInfo", () => {
  test("tells the account of a session's key", async () => {
    const RoleArn = await createRole(forebay, { name: "r", account: "123456789012" });
    const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "session" }));
    const { Account } = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: Credentials?.AccessKeyId }));
    expect(Account).toBe("123456789012");
  });

  test.each(["short", "NOTAKEYNOTAKEYNOTAKEY"])("%s is refused", async (AccessKeyId) => {
    await expect(sts.send(new GetAccessKeyInfoCommand({ AccessKeyId }))).rejects.toMatchObject({
      name: "ValidationError",
    });
  });
});

describe("gaps", () => {
  test("AssumeRoot says that it is not there", async () => {
    const TaskPolicyArn = { arn: "arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials" };
    const input = { TargetPrincipal: "111122223333", TaskPolicyArn };
    await expect(sts.send(new AssumeRootCommand(input))).rejects.toMatchObject({
      name: "NotImplemented",
      message: expect.stringContaining("Organizations"),
      $metadata: { httpStatusCode: 501 },
    });
  });
});
