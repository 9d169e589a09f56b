// GetAccessKeyInfo and what STS does not have, with the JS SDK.
import { AssumeRoleCommand, GetAccessKeyInfoCommand, GetWebIdentityTokenCommand, STSClient } from "@aws-sdk/client-sts";
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
  test("GetWebIdentityToken says that it is not there", async () => {
    const input = { Audience: ["https://example.com"], SigningAlgorithm: "RS256" };
    await expect(sts.send(new GetWebIdentityTokenCommand(input))).rejects.toMatchObject({
      name: "NotImplemented",
      message: expect.stringContaining("issuer"),
      $metadata: { httpStatusCode: 501 },
    });
  });
});
