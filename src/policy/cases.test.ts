// The table of policy cases, each decided by evaluate and, twice, through a cache of decisions.
import { describe, expect, it } from "vitest";
import { callerCases } from "./cases/callers.ts";
import type { PolicyCase, Statement } from "./cases/case.ts";
import { alice, OBJECT, OWN } from "./cases/case.ts";
import { combinationCases } from "./cases/combinations.ts";
import { crossAccountCases } from "./cases/cross-account.ts";
import { elementCases } from "./cases/elements.ts";
import { operatorCases } from "./cases/operators.ts";
import { principalCases } from "./cases/principals.ts";
import { quantifierCases } from "./cases/quantifiers.ts";
import { requiredCases } from "./cases/required.ts";
import { variableCases } from "./cases/variables.ts";
import { compile, type CompiledPolicy } from "./compile.ts";
import { DecisionCache } from "./decision-cache.ts";
import type { PolicyKind } from "./document.ts";
import { evaluate } from "./evaluate.ts";
import { parsePolicy } from "./parse.ts";
import type { AccessRequest, ApplicablePolicies } from "./policy.ts";

const TOPICS: Readonly<Record<string, readonly PolicyCase[]>> = {
  elements: elementCases,
  operators: operatorCases,
  quantifiers: quantifierCases,
  variables: variableCases,
  principals: principalCases,
  combinations: combinationCases,
  "cross-account": crossAccountCases,
  required: requiredCases,
  callers: callerCases,
};

/** That many are promised. */
const CASES_MIN = 400;

function policyOf(statements: readonly Statement[], kind: PolicyKind, version: PolicyCase["version"]): CompiledPolicy {
  const named = version === null ? {} : { Version: version ?? "2012-10-17" };
  return compile(parsePolicy(JSON.stringify({ ...named, Statement: statements }), kind), kind);
}

function requestOf(given: PolicyCase): AccessRequest {
  const context = new Map(Object.entries(given.context ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    caller: given.caller ?? alice,
    action: given.action ?? "s3:GetObject",
    resource: given.resource ?? OBJECT,
    resourceAccount: given.resourceAccount ?? OWN,
    canonicalUserId: given.canonicalUserId,
    context: (key) => context.get(key),
  };
}

function policiesOf(given: PolicyCase): ApplicablePolicies {
  const some = (statements: readonly Statement[] | undefined, kind: PolicyKind): CompiledPolicy[] =>
    statements === undefined ? [] : [policyOf(statements, kind, given.version)];
  const sessions = [...some(given.session, "session"), ...some(given.otherSession, "session")];
  const resource = some(given.resourcePolicy, given.trust === true ? "trust" : "resource")[0];
  return {
    identity: [...some(given.identity, "identity"), ...some(given.otherIdentity, "identity")],
    boundary: some(given.boundary, "identity")[0],
    session: sessions.length > 0 ? sessions : undefined,
    resource: { policy: resource, mode: given.mode ?? "either", granted: given.granted === true },
    endpoint: some(given.endpoint, "endpoint")[0],
  };
}

it(`the table holds at least ${CASES_MIN} cases, all different`, () => {
  const all = Object.values(TOPICS).flat();
  expect(all.length).toBeGreaterThanOrEqual(CASES_MIN);
  const titles = Object.entries(TOPICS).flatMap(([topic, list]) =>
    list.map(({ title, source }) => topic + source + title),
  );
  expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
});

describe.each(Object.entries(TOPICS))("%s", (_topic, list) => {
  it.each(list.map((given) => [`${given.title} (${given.source})`, given] as const))("%s", (_title, given) => {
    const [request, policies] = [requestOf(given), policiesOf(given)];
    const decision = evaluate(request, policies);
    expect([decision.outcome, decision.because]).toEqual([given.expect, given.because]);
    const cache = new DecisionCache(100);
    expect(cache.decide(request, policies)).toEqual(decision);
    expect(cache.decide(request, policies)).toEqual(decision);
  });
});
