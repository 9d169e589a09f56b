// GetAccessKeyInfo, DecodeAuthorizationMessage, and what STS does not have, with the JS SDK.
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  DecodeAuthorizationMessageCommand,
  GetAccessKeyInfoCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";

let forebay: Forebay;
let sts: STSClient;
beforeAll(async () => {
  forebay = await startForebay();
  sts = new STSClient(forebay.clientConfig);
});
afterAll(() => forebay.close());

describe("GetAccessKeyInfo", () => {
  test("tells the account of a session's key", async () => {
    const role = { RoleArn: "arn:aws:iam::123456789012:role/r", RoleSessionName: "session" };
    const { Credentials } = await sts.send(new AssumeRoleCommand(role));
    const { Account } = await sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: Credentials?.AccessKeyId }));
    expect(Account).toBe("123456789012");
  });

  test.each(["short", "NOTAKEYNOTAKEYNOTAKEY"])("%s is refused", async (AccessKeyId) => {
    await expect(sts.send(new GetAccessKeyInfoCommand({ AccessKeyId }))).rejects.toMatchObject({
      name: "ValidationError",
    });
  });
});

describe("DecodeAuthorizationMessage", () => {
  test("a message that this platform did not seal is InvalidAuthorizationMessageException (documented)", async () => {
    const decoding = sts.send(
      new DecodeAuthorizationMessageCommand({ EncodedMessage: "bm90IHNlYWxlZCBieSB1cyBhdCBhbGwsIGF0IGFsbA==" }),
    );
    await expect(decoding).rejects.toMatchObject({ name: "InvalidAuthorizationMessageException" });
  });
});

describe("gaps", () => {
  test("AssumeRoleWithWebIdentity is unsigned, and says that it is not there", async () => {
    const input = { RoleArn: "arn:aws:iam::123456789012:role/r", RoleSessionName: "web", WebIdentityToken: "a.b.c" };
    await expect(sts.send(new AssumeRoleWithWebIdentityCommand(input))).rejects.toMatchObject({
      name: "NotImplemented",
      message: expect.stringContaining("OpenID Connect"),
      $metadata: { httpStatusCode: 501 },
    });
  });
});
