// The account within an access key id.
import { expect, test } from "vitest";
import { accessKeyIdOf, accountOfKey } from "./access-key-id.ts";

test.each(["000000000000", "123456789012", "999999999999"])("a key of %s says so", (account) => {
  const key = accessKeyIdOf("ASIA", account);
  expect(key).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(accountOfKey(key)).toBe(account);
});

test("reads AWS's own keys (recorded: aws_pwn's and trufflesecurity's published example)", () => {
  expect(accountOfKey("ASIAQNZGKIQY56JQ7WML")).toBe("029608264753");
});

test.each(["", "test", "AKIA", "AKIAIOSFODNN7EXAMPL0", "XXIAQNZGKIQY56JQ7WML"])("%j is no key", (text) => {
  expect(accountOfKey(text)).toBeUndefined();
});
