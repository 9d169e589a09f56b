import { describe, expect, it } from "vitest";
import { checkPassword } from "./password-policy.ts";
import type { PasswordPolicyRow } from "./store/account-rows.ts";

const policy: PasswordPolicyRow = {
  minimumLength: 10,
  requireSymbols: true,
  requireNumbers: true,
  requireUppercase: true,
  requireLowercase: true,
  usersMayChange: true,
  maxAgeDays: undefined,
  reusePrevention: undefined,
  hardExpiry: undefined,
};

describe("checkPassword", () => {
  it.each([
    ["Short1!", "Password should have a minimum length of 10"],
    ["lowercase1!", "Password should have at least one uppercase letter"],
    ["UPPERCASE1!", "Password should have at least one lowercase letter"],
    ["NoNumbers!!", "Password should have at least one number"],
    ["NoSymbols11", "Password should have at least one symbol"],
  ])("%s: %s", (password, text) => expect(() => checkPassword(policy, password)).toThrow(text));

  it("accepts what has everything, and what a laxer policy asks for", () => {
    checkPassword(policy, "Has-1-of-all");
    checkPassword({ ...policy, requireSymbols: false, minimumLength: 6 }, "Abcde1");
  });

  it("asks for 8 characters of 3 kinds without a policy (documented)", () => {
    checkPassword(undefined, "abcdefG1");
    expect(() => checkPassword(undefined, "abcdG1!")).toThrow("minimum length of 8");
    expect(() => checkPassword(undefined, "abcdefgH")).toThrow("at least three of");
  });
});
