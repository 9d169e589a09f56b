import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { customerDataKey, newCustomerEncryption, parseCustomerKey } from "./customer-key.ts";

const key = Buffer.alloc(32, 7);
const headers = {
  algorithm: "AES256",
  key: key.toString("base64"),
  md5: createHash("md5").update(key).digest("base64"),
};
const from = (sourceIp: string, secure = false) => ({ sourceIp, secure, host: "s3.example", userAgent: "" });

test("keys come over TLS, or from this machine", () => {
  for (const origin of [from("127.0.0.1"), from("::1"), from("::ffff:127.0.0.1"), from("10.0.0.7", true)])
    expect(parseCustomerKey(headers, origin)?.md5).toBe(headers.md5);
  for (const address of ["10.0.0.7", "::ffff:10.0.0.7", "fe80::1", ""])
    expect(() => parseCustomerKey(headers, from(address))).toThrow(
      "Requests specifying Server Side Encryption with Customer provided keys must be made over a secure connection.",
    );
});

test("only the same key leads to the data key, which no other object has", () => {
  const customer = { key, md5: headers.md5 };
  const [one, other] = [newCustomerEncryption(customer), newCustomerEncryption(customer)];
  expect(customerDataKey(one.encryption, customer)?.equals(one.dataKey)).toBe(true);
  expect(customerDataKey(one.encryption, { key: Buffer.alloc(32, 8), md5: "" })).toBeUndefined();
  expect(one.dataKey.equals(other.dataKey)).toBe(false);
  expect(JSON.stringify(one.encryption)).not.toContain(headers.key);
});
