// Policy simulation: what AWS's evaluation logic says of an action on a resource, without doing it.
import type { EvaluationResult, ResourceSpecificResult, Statement } from "@aws-sdk/client-iam";
import { parseArn } from "../../kit/arn.ts";
import type { Caller } from "../../kit/service.ts";
import { compile, type CompiledPolicy } from "../../policy/compile.ts";
import { contextKeysOf } from "../../policy/context-keys.ts";
import type { PolicyDocument, PolicyKind } from "../../policy/document.ts";
import { evaluate } from "../../policy/evaluate.ts";
import { parsePolicy } from "../../policy/parse.ts";
import type { AccessRequest, ApplicablePolicies, Decision } from "../../policy/policy.ts";
import { PolicyProblem } from "../../policy/problem.ts";
import type { SimulatedContext } from "./simulated-context.ts";
import { invalidActionName, invalidSimulatedPolicy } from "./simulation-errors.ts";

/** A policy with the name that the results give it. */
export interface SimulatedPolicy {
  /** Documented: `PolicyInputList.1`. Recorded: the name of a managed policy, `role_NAME_POLICY` of an inline one. */
  readonly id: string;
  /** JSON. */
  readonly document: string;
}

export interface Scenario {
  readonly identity: readonly SimulatedPolicy[];
  readonly boundary: SimulatedPolicy | undefined;
  readonly resource: SimulatedPolicy | undefined;
  /** Service control policies from the root of an organization down: each level must allow. */
  readonly organization: readonly (readonly string[])[];
  readonly caller: Caller;
  /** Account of resources whose ARN has none. */
  readonly resourceOwner: string;
  /** What is given goes before what is known. */
  readonly contexts: readonly SimulatedContext[];
}

const decisions = {
  allowed: "allowed",
  "explicit-deny": "explicitDeny",
  "implicit-deny": "implicitDeny",
} as const satisfies Record<Decision["outcome"], string>;

/** Recorded. */
const SOURCE_TYPE = "IAM Policy" as Statement["SourcePolicyType"];
const ANY = "*";

/** A scenario made ready for many simulations. */
export class Simulation {
  readonly #scenario: Scenario;
  readonly #policies: ApplicablePolicies;
  readonly #organization: readonly (readonly CompiledPolicy[])[];
  /** As the policies write them, by their lower case. */
  readonly #keys = new Map<string, string>();

  /** Errors: InvalidInput for policies that are not well formed. */
  constructor(scenario: Scenario) {
    this.#scenario = scenario;
    const { identity, boundary, resource, organization } = scenario;
    this.#policies = {
      identity: identity.map((policy) => this.#compiled(policy, "identity")),
      boundary: boundary && this.#compiled(boundary, "identity"),
      resource: resource && { mode: "either", policy: this.#compiled(resource, "resource") },
    };
    this.#organization = organization.map((level) =>
      level.map((document) => this.#compiled({ id: "OrderedOrganizationPolicyInputList", document }, "identity")),
    );
  }

  run(action: string, resource: string): EvaluationResult {
    const missing = new Set<string>();
    const request = this.#request(action, resource, missing);
    const organizations = this.#organizationsAllow(request);
    const decision = organizations ? evaluate(request, this.#policies) : DENIED;
    const MatchedStatements = decision.matched.map(statementOf);
    const shared = {
      MatchedStatements,
      MissingContextValues: [...missing].map((key) => this.#keys.get(key) ?? key),
      ...this.#boundaryDetail(request),
    };
    const details = this.#crossAccountDetails(request);
    const outcome = decisions[decision.outcome];
    return {
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: outcome,
      ...shared,
      OrganizationsDecisionDetail: { AllowedByOrganizations: organizations },
      // Recorded: neither is there when all resources are meant.
      ...(resource !== ANY && {
        EvalDecisionDetails: details ?? {},
        ResourceSpecificResults: [
          { EvalResourceName: resource, EvalResourceDecision: outcome, ...shared, ...withDetails(details) },
        ],
        // Documented: what is missing stands with the resource.
        MissingContextValues: [],
      }),
    };
  }

  #request(action: string, resource: string, missing: Set<string>): AccessRequest {
    const { caller, contexts, resourceOwner } = this.#scenario;
    const context = (key: string) => {
      for (const known of contexts) {
        const value = known.get(key);
        if (value !== undefined) return value;
      }
      missing.add(key);
      return undefined;
    };
    return { caller, action, resource, resourceAccount: parseArn(resource)?.account || resourceOwner, context };
  }

  #organizationsAllow(request: AccessRequest): boolean {
    return this.#organization.every((level) => evaluate(request, { identity: level }).outcome === "allowed");
  }

  #boundaryDetail(request: AccessRequest): Pick<EvaluationResult, "PermissionsBoundaryDecisionDetail"> {
    const { boundary } = this.#policies;
    if (!boundary) return {};
    const { outcome } = evaluate(request, { identity: [boundary] });
    return { PermissionsBoundaryDecisionDetail: { AllowedByPermissionsBoundary: outcome === "allowed" } };
  }

  /** Documented: of simulations across accounts only. The names of the kinds of policies are inferred. */
  #crossAccountDetails(request: AccessRequest): EvaluationResult["EvalDecisionDetails"] {
    const { caller } = request;
    if (request.resourceAccount === caller.account) return undefined;
    const { identity, boundary, resource } = this.#policies;
    const alone = (policies: ApplicablePolicies, resourceAccount: string) =>
      decisions[evaluate({ ...request, resourceAccount }, policies).outcome];
    return {
      "IAM Policy": alone({ identity, boundary }, caller.account),
      "Resource Policy": alone({ identity: [], resource }, caller.account),
    };
  }

  #compiled({ id, document }: SimulatedPolicy, kind: PolicyKind): CompiledPolicy {
    const parsed = parseSimulated(document, kind);
    for (const key of contextKeysOf(parsed)) this.#keys.set(key.toLowerCase(), key);
    return compile(parsed, id);
  }
}

const DENIED: Decision = { outcome: "implicit-deny", because: undefined, matched: [] };

const withDetails = (details: EvaluationResult["EvalDecisionDetails"]): Partial<ResourceSpecificResult> =>
  details ? { EvalDecisionDetails: details } : {};

const statementOf = ({ policy, start, end }: Decision["matched"][number]): Statement => ({
  SourcePolicyId: policy,
  SourcePolicyType: SOURCE_TYPE,
  StartPosition: { Line: start.line, Column: start.column },
  EndPosition: { Line: end.line, Column: end.column },
});

/** Errors: InvalidInput. */
export function parseSimulated(document: string, kind: PolicyKind = "identity"): PolicyDocument {
  try {
    return parsePolicy(document, kind);
  } catch (error) {
    throw error instanceof PolicyProblem ? invalidSimulatedPolicy(error.message) : error;
  }
}

/** Errors: InvalidInput. */
export function checkActionName(action: string): void {
  if (!/^[A-Za-z0-9-]+:[A-Za-z0-9]+$/.test(action)) throw invalidActionName(action);
}
