// Which keys a policy asks for.
import { expect, it } from "vitest";
import { contextKeysOf } from "./context-keys.ts";
import { parsePolicy } from "./parse.ts";

const keysOf = (statement: object, Version = "2012-10-17"): string[] =>
  contextKeysOf(
    parsePolicy(
      JSON.stringify({ Version, Statement: { Effect: "Allow", Action: "s3:*", Resource: "*", ...statement } }),
      "identity",
    ),
  );

it("finds them in conditions and variables, each once and as first written", () => {
  const statement = {
    Resource: ["arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::${aws:PrincipalTag/team, 'none'}/${*}"],
    Condition: {
      StringLike: { "s3:prefix": ["${AWS:USERNAME}/*", "${aws:userid}"] },
      Bool: { "aws:SecureTransport": "true" },
    },
  };
  expect(keysOf(statement)).toEqual([
    "aws:username",
    "aws:PrincipalTag/team",
    "s3:prefix",
    "aws:userid",
    "aws:SecureTransport",
  ]);
});

it("knows no variables in documents of 2008-10-17", () => {
  expect(keysOf({ Resource: "arn:aws:s3:::home/${aws:username}/*" }, "2008-10-17")).toEqual([]);
});

it("finds nothing where nothing is asked", () => {
  expect(keysOf({})).toEqual([]);
});
