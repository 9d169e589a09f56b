// What the cache of decisions tells apart, and what it does not remember.
import { describe, expect, it } from "vitest";
import type { ContextValue } from "../kit/access.ts";
import type { Caller } from "../kit/service.ts";
import { alice, allow, allowTo, nightly, OBJECT, OTHER, OWN, ROLE, type Statement } from "./cases/case.ts";
import { compile, type CompiledPolicy } from "./compile.ts";
import { DecisionCache } from "./decision-cache.ts";
import { parsePolicy } from "./parse.ts";
import type { AccessRequest, ApplicablePolicies } from "./policy.ts";

const compiled = (statements: readonly Statement[], kind: "identity" | "resource" = "identity"): CompiledPolicy =>
  compile(parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), kind), kind);

const asking = (changed: Partial<AccessRequest> = {}): AccessRequest => ({
  caller: alice,
  action: "s3:GetObject",
  resource: OBJECT,
  resourceAccount: OWN,
  context: () => undefined,
  ...changed,
});

/** How often the statements of a policy are looked for: once for every decision that is worked out. */
function counting(policy: CompiledPolicy): { readonly policy: CompiledPolicy; readonly count: () => number } {
  let count = 0;
  const statementsFor = (action: string): ReturnType<CompiledPolicy["statementsFor"]> => {
    count += 1;
    return policy.statementsFor(action);
  };
  return { policy: { name: policy.name, statementsFor }, count: () => count };
}

const team = (operator = "StringEquals"): Statement => ({
  ...allow(),
  Condition: { [operator]: { "aws:PrincipalTag/team": "data" } },
});

describe("the cache of decisions", () => {
  it("works a decision out once, whatever object asks", () => {
    const { policy, count } = counting(compiled([allow()]));
    const [cache, identity] = [new DecisionCache(10), [policy]];
    for (let time = 0; time < 5; time += 1)
      expect(cache.decide(asking({ caller: { ...alice } }), { identity }).outcome).toBe("allowed");
    expect(count()).toBe(1);
  });

  it("tells requests apart", () => {
    const cache = new DecisionCache(100);
    const policies: ApplicablePolicies = {
      identity: [compiled([allow("s3:GetObject", OBJECT)])],
      resource: {
        policy: compiled([allowTo({ CanonicalUser: "79a5" }), allowTo({ AWS: ROLE })], "resource"),
        mode: "either",
      },
    };
    const other: Caller = { ...nightly, session: { issuerArn: `arn:aws:iam::${OWN}:role/other/etl`, issuedMs: 0 } };
    const outcomes = [
      asking(),
      asking({ action: "s3:PutObject" }),
      asking({ resource: `${OBJECT}x` }),
      asking({ resourceAccount: OTHER }),
      asking({ resourceAccount: OTHER, canonicalUserId: "79a5" }),
      asking({ caller: nightly, action: "s3:PutObject" }),
      asking({ caller: other, action: "s3:PutObject" }),
    ].map((request) => cache.decide(request, policies).outcome);
    expect(outcomes).toEqual([
      "allowed",
      "implicit-deny",
      "implicit-deny",
      "implicit-deny",
      "allowed",
      "allowed",
      "implicit-deny",
    ]);
  });

  it("tells policies apart", () => {
    const cache = new DecisionCache(100);
    const identity = [compiled([allow()])];
    const nothing = compiled([allow("sqs:*")]);
    const hands = compiled([allowTo({ AWS: OWN })], "resource");
    const outcomes = (
      [
        { identity },
        { identity: [] },
        { identity, boundary: nothing },
        { identity, session: [nothing] },
        { identity, endpoint: compiled([allowTo("*", "sqs:*")], "resource") },
        { identity, resource: { policy: undefined, mode: "required" } },
        { identity, resource: { policy: hands, mode: "required" } },
        { identity: [], resource: { policy: hands, mode: "required" } },
        { identity: [], resource: { policy: hands, mode: "required", granted: true } },
      ] satisfies ApplicablePolicies[]
    ).map((policies) => cache.decide(asking(), policies).outcome === "allowed");
    expect(outcomes).toEqual([true, false, false, false, false, false, true, false, true]);
  });

  it("tells the values of consulted keys apart, and looks at no others", () => {
    const { policy, count } = counting(compiled([team("ForAllValues:StringEquals")]));
    const [cache, identity] = [new DecisionCache(100), [policy]];
    const asked: string[] = [];
    const outcome = (value: ContextValue | undefined): string => {
      const context = (key: string): ContextValue | undefined => {
        asked.push(key);
        return value;
      };
      return cache.decide(asking({ context }), { identity }).outcome;
    };
    const values: (ContextValue | undefined)[] = [
      undefined,
      "",
      [],
      "data",
      ["data"],
      ["data", "ops"],
      '["data","ops"]',
      "ops",
    ];
    const expected = [
      "allowed",
      "allowed",
      "allowed",
      "allowed",
      "allowed",
      "implicit-deny",
      "implicit-deny",
      "implicit-deny",
    ];
    expect(values.map(outcome)).toEqual(expected);
    expect(values.map(outcome)).toEqual(expected);
    expect(count()).toBe(values.length);
    expect(new Set(asked)).toEqual(new Set(["aws:principaltag/team"]));
  });

  it("does not remember what depends on the time", () => {
    const until = { ...allow(), Condition: { DateLessThan: { "aws:CurrentTime": "2024-01-01T00:00:00Z" } } };
    const { policy, count } = counting(compiled([until]));
    const [cache, identity] = [new DecisionCache(100), [policy]];
    const at = (time: string): string => cache.decide(asking({ context: () => time }), { identity }).outcome;
    expect([at("2023-12-31T23:59:59Z"), at("2023-12-31T23:59:59Z"), at("2024-01-01T00:00:00Z")]).toEqual([
      "allowed",
      "allowed",
      "implicit-deny",
    ]);
    expect(count()).toBe(3);
  });

  it("forgets all when it is full", () => {
    const { policy, count } = counting(compiled([allow()]));
    const [cache, identity] = [new DecisionCache(3), [policy]];
    const get = (key: number): unknown => cache.decide(asking({ resource: `${OBJECT}${key}` }), { identity });
    for (const key of [0, 1, 2, 0, 1, 2]) get(key);
    expect(count()).toBe(3);
    get(3);
    expect(count()).toBe(4);
    get(0);
    expect(count()).toBe(5);
  });
});
