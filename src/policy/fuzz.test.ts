// Documents of any kind: reading answers with a document or a PolicyProblem, and what was read can be decided by.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alice, anonymous, nightly, OWN } from "./cases/case.ts";
import { compile } from "./compile.ts";
import { contextKeysOf } from "./context-keys.ts";
import type { PolicyKind } from "./document.ts";
import { evaluate } from "./evaluate.ts";
import { parsePolicy } from "./parse.ts";
import { PolicyProblem } from "./problem.ts";

const KINDS: readonly PolicyKind[] = ["identity", "managed", "session", "resource", "trust", "endpoint"];
const MUTATIONS = Number(process.env["MUTATIONS"] ?? 3_000);

/** Reads, compiles and decides; true when the document was well formed. */
function read(text: string, kind: PolicyKind): boolean {
  try {
    const document = parsePolicy(text, kind);
    contextKeysOf(document);
    const policy = compile(document, kind);
    for (const caller of [alice, nightly, anonymous]) {
      const request = { caller, action: "s3:GetObject", resource: "arn:aws:s3:::lake/a", resourceAccount: OWN };
      const context = (key: string): string | undefined => (key === "aws:username" ? "alice" : undefined);
      evaluate({ ...request, context }, { identity: [policy], resource: { policy, mode: "either" }, endpoint: policy });
    }
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(PolicyProblem);
    return false;
  }
}

const VALID = [
  '{"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"One","Effect":"Allow","Principal":"*","Action":["s3:Get*","sqs:*"],"Resource":["arn:aws:s3:::lake/${aws:username, \'none\'}/*","*"],"Condition":{"ForAnyValue:StringLikeIfExists":{"aws:TagKeys":["a*","b?"]},"DateLessThan":{"aws:CurrentTime":"2024-01-01T00:00:00Z"},"IpAddress":{"aws:SourceIp":["10.0.0.0/8","2001:db8::/32"]},"Null":{"aws:x":true}}},{"Effect":"Deny","NotPrincipal":{"AWS":"111122223333"},"NotAction":"iam:*","NotResource":"arn:aws:iam::*:user/x"}]}',
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":["ec2.amazonaws.com"],"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole","Condition":{"StringEquals":{"sts:ExternalId":"1"},"NumericLessThan":{"aws:MultiFactorAuthAge":3600},"BinaryEquals":{"k":"QQ=="},"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:*:x"}}}}',
  '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"}}}]}',
];

const SPLICES = [
  '"',
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  "*",
  "?",
  "${",
  "}",
  "\\",
  "\\u0000",
  "null",
  "1e999",
  "-",
  "\u2028",
  "\ud800",
  "__proto__",
  "arn:",
  "IfExists",
];

const mutated = fc
  .tuple(
    fc.constantFrom(...VALID),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.constantFrom("", ...SPLICES)), { minLength: 1, maxLength: 6 }),
  )
  .map(([text, changes]) =>
    changes.reduce((changed, [at, gone, added]) => {
      const from = at % (changed.length + 1);
      return changed.slice(0, from) + added + changed.slice(from + gone);
    }, text),
  );

describe("any document", () => {
  it.each(KINDS)("of any text, as %s", (kind) => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void read(text, kind)));
  });

  it.each(KINDS)("of any JSON, as %s", (kind) => {
    fc.assert(fc.property(fc.json(), (text) => void read(text, kind)));
  });

  it.each(KINDS)("of any JSON in place of a part, as %s", (kind) => {
    const parts = [
      "Version",
      "Id",
      "Statement",
      "Sid",
      "Effect",
      "Principal",
      "NotPrincipal",
      "Action",
      "Resource",
      "Condition",
    ];
    fc.assert(
      fc.property(fc.constantFrom(...VALID), fc.constantFrom(...parts), fc.jsonValue(), (text, part, value) => {
        const replaced = JSON.stringify(JSON.parse(text), (key, old: unknown) => (key === part ? value : old));
        read(replaced, kind);
      }),
      { numRuns: 500 },
    );
  });

  it("changed by a few characters", () => {
    fc.assert(
      fc.property(mutated, fc.constantFrom(...KINDS), (text, kind) => void read(text, kind)),
      { numRuns: MUTATIONS },
    );
  });

  it("the documents that are changed are well formed", () => {
    expect(VALID.map((text, index) => read(text, (["resource", "trust", "identity"] as const)[index]!))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("with many statements, actions, resources and values", () => {
    const many = (count: number, make: (index: number) => unknown): unknown[] =>
      Array.from({ length: count }, (_, index) => make(index));
    const statement = { Effect: "Allow", Action: "s3:*", Resource: "*" };
    const texts = [
      many(2_000, () => statement),
      { ...statement, Action: many(8_000, (index) => `s3:Get*${index}`) },
      { ...statement, Resource: many(4_000, (index) => `arn:aws:s3:::b${index}/*a*b*c`) },
      { ...statement, Condition: { StringLike: { "aws:username": many(8_000, (index) => `*a*b${index}*`) } } },
    ].map((Statement) => JSON.stringify({ Version: "2012-10-17", Statement }));
    for (const text of texts) expect(text.length).toBeLessThan(131_072);
    expect(texts.map((text) => read(text, "identity"))).toEqual([true, true, true, true]);
  });
});
