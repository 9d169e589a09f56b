// Who may do what: an operation's needs against the policies of the caller, of its session and of the resource.
import type { Access, AccessNeed, ResourcePolicy } from "../kit/access.ts";
import { parseArn } from "../kit/arn.ts";
import type { AwsError } from "../kit/errors.ts";
import type { Principals } from "../kit/principals.ts";
import type { Sealing } from "../kit/sealing.ts";
import type { Caller } from "../kit/service.ts";
import { compile, type CompiledPolicy } from "../policy/compile.ts";
import { DecisionCache } from "../policy/decision-cache.ts";
import { denialMessage } from "../policy/denial-message.ts";
import { parsePolicy } from "../policy/parse.ts";
import type { AccessRequest, ApplicablePolicies, Decision } from "../policy/policy.ts";
import type { SignatureFamily } from "../wire/sigv4/errors.ts";
import type { WireOperation } from "../wire/wire.ts";
import { authorizationMessage } from "./authorization-message.ts";
import { type CallerPolicies, PolicyFinder } from "./caller-policies.ts";
import { type Asked, contextOf } from "./context-keys.ts";
import { accessDenied, unauthorizedOperation } from "./errors.ts";

/** Operations that AWS leaves unsigned. Documented in the API references of the services. */
const UNSIGNED: Readonly<Record<string, readonly string[]>> = {
  sts: ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"],
};

export const mayBeUnsigned = (operation: WireOperation): boolean =>
  UNSIGNED[operation.service.name]?.includes(operation.name) === true;

/** Told of every decision; must be quick. */
export interface DecisionLog {
  /** Whether allowed needs are wanted, too. */
  readonly recording: boolean;
  decided(need: AccessNeed, caller: Caller, decision: Decision | undefined): void;
}

export interface AuthorizerParts {
  readonly principals: Principals;
  readonly nowMs: () => number;
  readonly sealing: Sealing;
  readonly log: DecisionLog;
}

/** Where the refused items of a batch are noted. */
interface Refusing {
  refused: ReadonlyMap<number, AwsError>;
}

/** Policies of a kind by their text; one more forgets them. */
const RESOURCE_POLICIES_MAX = 1_000;
const DECISIONS_MAX = 20_000;

export class Authorizer {
  readonly #parts: AuthorizerParts;
  readonly #finder: PolicyFinder;
  readonly #compiled: Readonly<Record<keyof typeof NAMES, Map<string, CompiledPolicy>>> = {
    trust: new Map(),
    resource: new Map(),
    endpoint: new Map(),
  };
  readonly #decisions = new DecisionCache(DECISIONS_MAX);

  constructor(parts: AuthorizerParts) {
    this.#parts = parts;
    this.#finder = new PolicyFinder(parts.principals);
  }

  /**
   * Allows the call, or notes in it which items of its batch are refused.
   * Errors: AccessDenied in the family's code, with AWS's sentence of why.
   */
  check(access: Access, asked: Asked, family: SignatureFamily, call: Refusing): void | Promise<void> {
    const needs: readonly AccessNeed[] = "action" in access ? [access] : access;
    const caller = needs[0]?.caller ?? asked.caller;
    const policies = this.#finder.policiesOf(caller);
    const asking = caller === asked.caller ? asked : { ...asked, caller };
    const decide = (known: CallerPolicies): void => this.#checkAll(needs, asking, known, family, call);
    return policies instanceof Promise ? policies.then(decide) : decide(policies);
  }

  /** What a need comes to, without refusing it. */
  async decide(need: AccessNeed, asked: Asked): Promise<Decision> {
    return this.#decide(need, asked, await this.#finder.policiesOf(asked.caller)).decision;
  }

  #checkAll(
    needs: readonly AccessNeed[],
    asked: Asked,
    policies: CallerPolicies,
    family: SignatureFamily,
    call: Refusing,
  ): void {
    const { log } = this.#parts;
    const refused = new Map<number, AwsError>();
    for (const need of needs) {
      if (asked.origin.endpoint === undefined && isRootAtHome(need, asked.caller)) {
        if (log.recording) log.decided(need, asked.caller, undefined);
        continue;
      }
      const { decision, request } = this.#decide(need, asked, policies);
      const allowed = decision.outcome === "allowed";
      if (!allowed || log.recording) log.decided(need, asked.caller, decision);
      if (allowed) continue;
      const refusal = this.#refusal(family, need, request, decision);
      if (need.item === undefined) throw refusal;
      refused.set(need.item, refusal);
    }
    if (refused.size > 0) call.refused = refused;
  }

  #refusal(family: SignatureFamily, need: AccessNeed, request: AccessRequest, decision: Decision): AwsError {
    const sentence = denialMessage({ ...request, resource: need.shownAs ?? need.resource }, decision);
    if (family !== "ec2") return accessDenied(family, sentence, request, need.refusalHeaders);
    return unauthorizedOperation(sentence, authorizationMessage(this.#parts.sealing, request, decision));
  }

  #decide(need: AccessNeed, asked: Asked, policies: CallerPolicies): { decision: Decision; request: AccessRequest } {
    const { caller } = asked;
    const resourceAccount = need.resourceAccount ?? (parseArn(need.resource)?.account || caller.account);
    const { nowMs } = this.#parts;
    const request: AccessRequest = {
      caller,
      action: need.action,
      resource: need.resource,
      identityResource: need.identityResource,
      resourceAccount,
      context: contextOf(asked, need, { nowMs, principalTags: policies.tags, resourceAccount }),
    };
    const { resourcePolicy: own } = need;
    const silent = own === undefined || (own.document === undefined && own.mode === "either" && !own.granted);
    const applicable = silent ? policies : { ...policies, resource: this.#resourcePolicy(own, need.action) };
    const endpoint = this.#endpointPolicy(asked);
    const all = endpoint === undefined ? applicable : { ...applicable, endpoint };
    return { decision: this.#decisions.decide(request, all), request };
  }

  #endpointPolicy({ origin: { endpoint } }: Asked): CompiledPolicy | undefined {
    return endpoint && this.#compileResource(endpoint.policy, "endpoint");
  }

  #resourcePolicy({ document, ...rest }: ResourcePolicy, action: string): ApplicablePolicies["resource"] {
    // The policy of a role says who may assume it, and names no resource.
    const kind = action.startsWith("sts:") ? "trust" : "resource";
    return { ...rest, policy: document === undefined ? undefined : this.#compileResource(document, kind) };
  }

  #compileResource(document: string, kind: keyof typeof NAMES): CompiledPolicy {
    const policies = this.#compiled[kind];
    const known = policies.get(document);
    if (known) return known;
    const compiled = compile(parsePolicy(document, kind), NAMES[kind]);
    if (policies.size >= RESOURCE_POLICIES_MAX) policies.clear();
    policies.set(document, compiled);
    return compiled;
  }
}

const NAMES = { trust: "trust policy", resource: "resource policy", endpoint: "VPC endpoint policy" } as const;

/** The root user may do all in its account that no resource policy denies. */
const isRootAtHome = ({ resource, resourceAccount, resourcePolicy }: AccessNeed, caller: Caller): boolean =>
  caller.kind === "root" &&
  !caller.session &&
  resourcePolicy?.document === undefined &&
  resourcePolicy?.mode !== "required" &&
  (resourceAccount ?? (parseArn(resource)?.account || caller.account)) === caller.account;
