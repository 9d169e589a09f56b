// The smallest policy for what a run needed: readable, the same for the same needs, allowing them and nothing else.
import fc from "fast-check";
import { expect, it } from "vitest";
import { alice, OWN } from "./cases/case.ts";
import { compile } from "./compile.ts";
import { evaluate } from "./evaluate.ts";
import { leastPrivilege, type Need } from "./least-privilege.ts";
import { parsePolicy } from "./parse.ts";

const needs = (...rows: readonly (readonly [string, string])[]): Need[] =>
  rows.map(([action, resource]) => ({ action, resource }));

function allows(policy: object | undefined, { action, resource }: Need): boolean {
  const compiled = compile(parsePolicy(JSON.stringify(policy), "managed"), "least");
  const request = { caller: alice, action, resource, resourceAccount: OWN, context: () => undefined };
  return evaluate(request, { identity: [compiled] }).outcome === "allowed";
}

const stream = `arn:aws:kinesis:us-east-1:${OWN}:stream/orders`;

it("groups actions by resource and resources by actions", () => {
  const policy = leastPrivilege(
    needs(
      ["s3:PutObject", "arn:aws:s3:::lake/b"],
      ["kinesis:PutRecord", stream],
      ["s3:PutObject", "arn:aws:s3:::lake/a"],
      ["kinesis:DescribeStream", stream],
      ["s3:ListAllMyBuckets", "*"],
      ["kinesis:PutRecord", stream],
    ),
  );
  expect(policy).toEqual({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: ["kinesis:DescribeStream", "kinesis:PutRecord"], Resource: stream },
      { Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" },
      { Effect: "Allow", Action: "s3:PutObject", Resource: ["arn:aws:s3:::lake/a", "arn:aws:s3:::lake/b"] },
    ],
  });
});

it("writes many objects of one folder as the folder, and keeps what else was needed there", () => {
  const objects = Array.from({ length: 20 }, (_, index): Need => ({
    action: "s3:GetObject",
    resource: `arn:aws:s3:::lake/raw/2024/${index}`,
  }));
  const policy = leastPrivilege([...objects, ...needs(["s3:ListBucket", "arn:aws:s3:::lake"])]);
  expect(policy?.Statement).toEqual([
    { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::lake/raw/2024/*" },
    { Effect: "Allow", Action: "s3:ListBucket", Resource: "arn:aws:s3:::lake" },
  ]);
});

it("escapes what would be a wildcard or a variable in a name", () => {
  const odd = needs(["s3:GetObject", "arn:aws:s3:::lake/a*b?${aws:username}"]);
  const policy = leastPrivilege(odd);
  expect(policy?.Statement[0]?.Resource).toBe("arn:aws:s3:::lake/a${*}b${?}${$}{aws:username}");
  expect(allows(policy, odd[0]!)).toBe(true);
  expect(allows(policy, { action: "s3:GetObject", resource: "arn:aws:s3:::lake/axxb?${aws:username}" })).toBe(false);
});

it("keeps the star of a request for all of a kind", () => {
  const policy = leastPrivilege(needs(["dynamodb:ListTables", "arn:aws:dynamodb:us-east-1:111122223333:table/*"]));
  expect(policy?.Statement[0]?.Resource).toBe("arn:aws:dynamodb:us-east-1:111122223333:table/*");
});

it("is nothing when nothing was needed", () => {
  expect(leastPrivilege([])).toBeUndefined();
});

const anyNeed = fc.record({
  action: fc.constantFrom("s3:GetObject", "s3:PutObject", "s3:ListBucket", "kinesis:PutRecord"),
  resource: fc.oneof(
    fc.constantFrom("*", stream, "arn:aws:s3:::lake", "arn:aws:s3:::lake/"),
    fc
      .string({ minLength: 1, maxLength: 6, unit: fc.constantFrom("a", "b", "/", "*", "?", "$", "{", "}", ":") })
      .map((key) => `arn:aws:s3:::lake/x${key}y`),
  ),
});

it("allows all that was needed, whatever it was, and the order does not matter", () => {
  fc.assert(
    fc.property(fc.array(anyNeed, { minLength: 1, maxLength: 40 }), (list) => {
      const policy = leastPrivilege(list);
      expect(leastPrivilege(list.toReversed())).toEqual(policy);
      for (const need of list) expect(allows(policy, need)).toBe(true);
    }),
  );
});

it("allows nothing else while no folder is written as a whole", () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyNeed, { minLength: 1, maxLength: 5 }), anyNeed, (list, other) => {
      fc.pre(list.every(({ resource }) => resource !== "*") && other.resource !== "*");
      const needed = list.some(({ action, resource }) => action === other.action && resource === other.resource);
      expect(allows(leastPrivilege(list), other)).toBe(needed);
    }),
  );
});
