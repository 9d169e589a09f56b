// What holds for all policies and requests: denials win, allows never take away, the cache only remembers.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContextValue } from "../kit/access.ts";
import {
  alice,
  anonymous,
  federated,
  firehose,
  nightly,
  OTHER,
  OWN,
  ROLE,
  root,
  type Statement,
} from "./cases/case.ts";
import { compile, type CompiledPolicy } from "./compile.ts";
import { DecisionCache } from "./decision-cache.ts";
import { evaluate } from "./evaluate.ts";
import { parsePolicy } from "./parse.ts";
import type { AccessRequest, ApplicablePolicies } from "./policy.ts";

const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "sqs:SendMessage"];
const RESOURCES = ["arn:aws:s3:::lake", "arn:aws:s3:::lake/alice/x", "arn:aws:s3:::lake/bob/x", "*"];
const KEYS = ["aws:username", "aws:PrincipalTag/team", "s3:prefix"];
const VALUES = ["alice", "bob", "data", "1", ""];
const OPERATORS = ["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase"];

const anyValue = fc.constantFrom(...VALUES, "a*", "${aws:username}", "${aws:PrincipalTag/team, 'none'}");
const anyOperator = fc
  .tuple(
    fc.constantFrom("", "ForAnyValue:", "ForAllValues:"),
    fc.constantFrom(...OPERATORS),
    fc.constantFrom("", "IfExists"),
  )
  .map((parts) => parts.join(""));
const anyCondition = fc.dictionary(
  anyOperator,
  fc.dictionary(fc.constantFrom(...KEYS), fc.array(anyValue, { maxLength: 2 }), { minKeys: 1, maxKeys: 2 }),
  { maxKeys: 2 },
);

const anyStatement = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Deny"),
    actionElement: fc.constantFrom("Action", "Action", "NotAction"),
    actions: fc.subarray([...ACTIONS, "s3:*", "s3:Get*", "*"], { minLength: 1 }),
    resourceElement: fc.constantFrom("Resource", "Resource", "NotResource"),
    resources: fc.subarray([...RESOURCES, "arn:aws:s3:::lake/${aws:username}/*", "arn:aws:s3:::*"], { minLength: 1 }),
    Condition: anyCondition,
  })
  .map(({ Effect, actionElement, actions, resourceElement, resources, Condition }): Statement => ({
    Effect,
    [actionElement]: actions,
    [resourceElement]: resources,
    Condition,
  }));
const anyPrincipal = fc.constantFrom(
  "*",
  { AWS: [alice.arn, ROLE] },
  { AWS: OWN },
  { AWS: [nightly.arn, federated.arn] },
  { Service: firehose.arn },
);
const anyResourceStatement = fc
  .tuple(anyStatement, anyPrincipal)
  .map(([statement, Principal]): Statement => ({ ...statement, Principal }));

interface Documents {
  readonly identity: readonly (readonly Statement[])[];
  readonly boundary: readonly Statement[] | undefined;
  readonly session: readonly (readonly Statement[])[] | undefined;
  readonly resource: readonly Statement[] | undefined;
  readonly endpoint: readonly Statement[] | undefined;
  readonly mode: "either" | "required";
  readonly granted: boolean;
}

const some = <Item>(item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> => fc.array(item, { minLength: 1, maxLength: 3 });
const anyDocuments: fc.Arbitrary<Documents> = fc.record({
  identity: fc.array(some(anyStatement), { maxLength: 3 }),
  boundary: fc.option(some(anyStatement), { nil: undefined }),
  session: fc.option(some(some(anyStatement)), { nil: undefined }),
  resource: fc.option(some(anyResourceStatement), { nil: undefined }),
  endpoint: fc.option(some(anyResourceStatement), { nil: undefined, freq: 1 }),
  mode: fc.constantFrom("either" as const, "required" as const),
  granted: fc.boolean(),
});

const compiled = (statements: readonly Statement[], kind: "identity" | "resource"): CompiledPolicy =>
  compile(parsePolicy(JSON.stringify({ Version: "2012-10-17", Statement: statements }), kind), kind);

function policiesOf({ identity, boundary, session, resource, endpoint, mode, granted }: Documents): ApplicablePolicies {
  return {
    identity: identity.map((statements) => compiled(statements, "identity")),
    boundary: boundary && compiled(boundary, "identity"),
    session: session?.map((statements) => compiled(statements, "identity")),
    resource: { policy: resource && compiled(resource, "resource"), mode, granted },
    endpoint: endpoint && compiled(endpoint, "resource"),
  };
}

const anyContext = fc.dictionary(
  fc.constantFrom(...KEYS.map((key) => key.toLowerCase())),
  fc.oneof(fc.constantFrom(...VALUES), fc.array(fc.constantFrom(...VALUES), { maxLength: 2 })),
);
const anyRequest: fc.Arbitrary<AccessRequest> = fc
  .record({
    caller: fc.constantFrom(alice, alice, nightly, federated, root, anonymous, firehose),
    action: fc.constantFrom(...ACTIONS),
    resource: fc.constantFrom(...RESOURCES),
    resourceAccount: fc.constantFrom(OWN, OWN, OTHER),
    given: anyContext,
  })
  .map(({ given, ...request }) => ({ ...request, context: (key: string): ContextValue | undefined => given[key] }));

const allowed = (request: AccessRequest, documents: Documents): boolean =>
  evaluate(request, policiesOf(documents)).outcome === "allowed";

/** The same documents with one more statement in one of their policies; `where` picks it. */
function adding(documents: Documents, statement: Statement, where: number): Documents {
  const more = { ...statement, Principal: "*" };
  const append = (list: readonly Statement[], added = statement): readonly Statement[] => [...list, added];
  const [first = [], ...others] = documents.identity;
  const choices: Documents[] = [{ ...documents, identity: [append(first), ...others] }];
  if (documents.boundary !== undefined) choices.push({ ...documents, boundary: append(documents.boundary) });
  if (documents.resource !== undefined) choices.push({ ...documents, resource: append(documents.resource, more) });
  if (documents.endpoint !== undefined) choices.push({ ...documents, endpoint: append(documents.endpoint, more) });
  if (documents.session?.[0] !== undefined)
    choices.push({ ...documents, session: [append(documents.session[0]), ...documents.session.slice(1)] });
  return choices[where % choices.length]!;
}

const RUNS = { numRuns: 800 };

describe("for all policies and requests", () => {
  it("an explicit deny wins, in whatever policy it is", () => {
    fc.assert(
      fc.property(anyRequest, anyDocuments, fc.nat(), (request, documents, where) => {
        const own = ["user", "assumed-role", "federated-user"].includes(request.caller.kind);
        const denying = adding(documents, { Effect: "Deny", Action: "*", Resource: "*" }, where);
        fc.pre(own || (denying.identity === documents.identity && denying.boundary === documents.boundary));
        expect(evaluate(request, policiesOf(denying)).outcome).toBe("explicit-deny");
      }),
      RUNS,
    );
  });

  it("adding an allow never takes access away", () => {
    fc.assert(
      fc.property(anyRequest, anyDocuments, anyStatement, fc.nat(), (request, documents, statement, where) => {
        if (!allowed(request, documents)) return;
        expect(allowed(request, adding(documents, { ...statement, Effect: "Allow" }, where))).toBe(true);
      }),
      RUNS,
    );
  });

  it("adding a deny never gives access", () => {
    fc.assert(
      fc.property(anyRequest, anyDocuments, anyStatement, fc.nat(), (request, documents, statement, where) => {
        if (allowed(request, documents)) return;
        expect(allowed(request, adding(documents, { ...statement, Effect: "Deny" }, where))).toBe(false);
      }),
      RUNS,
    );
  });

  it("boundaries, session policies and endpoint policies never give access", () => {
    fc.assert(
      fc.property(anyRequest, anyDocuments, (request, documents) => {
        fc.pre(request.caller.kind !== "federated-user");
        if (!allowed(request, documents)) return;
        const unlimited = { ...documents, boundary: undefined, session: undefined, endpoint: undefined };
        expect(allowed(request, unlimited)).toBe(true);
      }),
      RUNS,
    );
  });

  it("IfExists is never stricter", () => {
    const operator = fc.tuple(fc.constantFrom("", "ForAnyValue:", "ForAllValues:"), fc.constantFrom(...OPERATORS));
    fc.assert(
      fc.property(
        anyRequest,
        operator,
        fc.constantFrom(...KEYS),
        fc.array(anyValue),
        (request, [set, name], key, values) => {
          const holds = (written: string): boolean => {
            const statement = {
              Effect: "Allow",
              Action: "*",
              Resource: "*",
              Condition: { [written]: { [key]: values } },
            };
            const own = { ...request, caller: alice, resourceAccount: OWN };
            return evaluate(own, { identity: [compiled([statement], "identity")] }).outcome === "allowed";
          };
          if (holds(`${set}${name}`)) expect(holds(`${set}${name}IfExists`)).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it("the order of statements and policies does not matter", () => {
    fc.assert(
      fc.property(anyRequest, anyDocuments, (request, documents) => {
        const turned: Documents = {
          ...documents,
          identity: documents.identity.toReversed().map((list) => list.toReversed()),
          boundary: documents.boundary?.toReversed(),
          session: documents.session?.toReversed().map((list) => list.toReversed()),
          resource: documents.resource?.toReversed(),
          endpoint: documents.endpoint?.toReversed(),
        };
        const [one, other] = [documents, turned].map((each) => evaluate(request, policiesOf(each)));
        expect([other!.outcome, other!.because, other!.matched.length]).toEqual([
          one!.outcome,
          one!.because,
          one!.matched.length,
        ]);
      }),
      RUNS,
    );
  });

  it("what a cache remembers is what evaluate says, however small the cache", () => {
    fc.assert(
      fc.property(
        fc.array(anyRequest, { maxLength: 30 }),
        some(anyDocuments),
        fc.integer({ min: 1, max: 20 }),
        (requests, list, max) => {
          const cache = new DecisionCache(max);
          const policies = list.map(policiesOf);
          for (const request of [...requests, ...requests])
            for (const each of policies) expect(cache.decide(request, each)).toEqual(evaluate(request, each));
        },
      ),
      { numRuns: 200 },
    );
  });
});
