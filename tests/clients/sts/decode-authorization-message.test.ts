// DecodeAuthorizationMessage with the JS SDK: messages that this platform sealed for the account.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DecodeAuthorizationMessageCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { Sealing } from "../../../src/kit/sealing.ts";
import { ACCOUNT } from "./roles.ts";

let forebay: Forebay;
let sts: STSClient;
beforeAll(async () => {
  forebay = await startForebay();
  sts = new STSClient(forebay.clientConfig);
});
afterAll(() => forebay.close());

const decode = (EncodedMessage: string) => sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }));
const sealed = (account: string): string =>
  new Sealing(Buffer.from(readFileSync(join(forebay.dataFolder, "keys", "sealing"), "utf8").trim(), "hex")).seal(
    "authorization-message",
    {
      account,
      message: { allowed: false, explicitDeny: true },
    },
  );

describe("DecodeAuthorizationMessage", () => {
  test("opens a message of the account", async () => {
    const { DecodedMessage } = await decode(sealed(ACCOUNT));
    expect(JSON.parse(DecodedMessage ?? "")).toEqual({ allowed: false, explicitDeny: true });
  });

  test.each([
    ["of another account", () => sealed("111111111111")],
    ["that was altered", () => `A${sealed(ACCOUNT).slice(1)}`],
    ["that nobody sealed", () => "bm90IHNlYWxlZCBieSB1cyBhdCBhbGwsIGF0IGFsbA=="],
  ])("a message %s is InvalidAuthorizationMessageException (documented)", async (_, message) => {
    await expect(decode(message())).rejects.toMatchObject({
      name: "InvalidAuthorizationMessageException",
      $metadata: { httpStatusCode: 400 },
    });
  });
});
