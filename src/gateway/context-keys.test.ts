import { describe, expect, test } from "vitest";
import { type Asked, contextOf } from "./context-keys.ts";

const caller = { kind: "user", account: "111122223333", arn: "a", userId: "u", accessKeyId: undefined } as const;
const origin = { sourceIp: "127.0.0.1", host: "h", secure: false, userAgent: "" };
const around = { nowMs: () => 0, principalTags: {}, resourceAccount: "111122223333" };
const need = { action: "kms:Decrypt", resource: "*" };

const viaService = (calledVia: readonly string[]) => {
  const asked: Asked = { caller, region: "eu-west-1", origin, presented: undefined, referer: undefined, calledVia };
  return contextOf(asked, need, around)("kms:viaservice");
};

describe("kms:ViaService", () => {
  test("names the service that calls with the region, and is absent when the user calls", () => {
    expect(viaService(["athena.amazonaws.com", "s3.amazonaws.com"])).toBe("s3.eu-west-1.amazonaws.com");
    expect(viaService([])).toBeUndefined();
  });
});
