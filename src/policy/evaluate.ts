// AWS's evaluation logic. Documented in the IAM guide: policy evaluation within an account and across accounts.
import type { Caller } from "../kit/service.ts";
import type { Asked, CompiledPolicy, CompiledStatement } from "./compile.ts";
import type { AccessRequest, ApplicablePolicies, Decision, MatchedStatement, PolicyType } from "./policy.ts";
import { stronger, type Reach } from "./principals.ts";
import { requestedResource } from "./resource-pattern.ts";

export function evaluate(request: AccessRequest, policies: ApplicablePolicies): Decision {
  const asked: Asked = {
    action: request.action.toLowerCase(),
    resource: requestedResource(request.resource),
    principal: {
      caller: request.caller,
      canonicalUserId: request.canonicalUserId,
      bounded: policies.boundary !== undefined && hasIdentity(request.caller),
    },
    lookup: request.context,
  };
  const { identityResource } = request;
  const own = identityResource === undefined ? asked : { ...asked, resource: requestedResource(identityResource) };
  const findings = findAll(asked, own, request.caller, policies);
  const denials = findings.flatMap(({ denials: found }) => found);
  if (denials[0] !== undefined) return { outcome: "explicit-deny", because: denials[0].policyType, matched: denials };
  const verdicts = new Verdicts(findings);
  const missing = lackedAllow(request, policies, verdicts);
  return missing === undefined
    ? { outcome: "allowed", because: undefined, matched: verdicts.allows() }
    : { outcome: "implicit-deny", because: missing, matched: [] };
}

/** Users, roles and federated users have policies of their own; root users, anonymous callers and services do not. */
const hasIdentity = ({ kind }: Caller): boolean =>
  kind === "user" || kind === "assumed-role" || kind === "federated-user";

/** A session of GetFederationToken that the account's root user made. */
const isFederatedRoot = ({ kind, session }: Caller): boolean =>
  kind === "federated-user" && session?.issuerArn.endsWith(":root") === true;

/** What the policies of one type say. */
interface Finding {
  readonly type: PolicyType;
  readonly denials: readonly MatchedStatement[];
  readonly allows: readonly MatchedStatement[];
  /** The most direct of the allows; undefined when there is none. */
  readonly reach: Reach | undefined;
}

/** In the order in which AWS is taken to name the type that denied. */
function findAll(asked: Asked, byCaller: Asked, caller: Caller, policies: ApplicablePolicies): Finding[] {
  const own = hasIdentity(caller);
  const some = (policy: CompiledPolicy | undefined): CompiledPolicy[] => (policy === undefined ? [] : [policy]);
  return [
    find("identity-based policy", own ? policies.identity : [], byCaller),
    find("resource-based policy", some(policies.resource?.policy), asked),
    find("permissions boundary", own ? some(policies.boundary) : [], byCaller),
    find("session policy", policies.session ?? [], byCaller),
    find("VPC endpoint policy", some(policies.endpoint), asked),
  ];
}

function find(type: PolicyType, policies: readonly CompiledPolicy[], asked: Asked): Finding {
  const denials: MatchedStatement[] = [];
  const allows: MatchedStatement[] = [];
  let reach: Reach | undefined;
  for (const policy of policies)
    for (const statement of policy.statementsFor(asked.action)) {
      const reached = statement.applies(asked);
      if (reached === undefined) continue;
      const denies = statement.source.effect === "Deny";
      (denies ? denials : allows).push(matched(type, policy, statement));
      if (!denies) reach = stronger(reach, reached);
    }
  return { type, denials, allows, reach };
}

const matched = (policyType: PolicyType, policy: CompiledPolicy, { index, source }: CompiledStatement) => ({
  policyType,
  policy: policy.name,
  index,
  sid: source.sid,
  effect: source.effect,
  start: source.start,
  end: source.end,
});

/** The findings once no policy denies. */
class Verdicts {
  readonly #findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    this.#findings = findings;
  }

  /** How directly the policies of a type allow; undefined when they do not. */
  reach(type: PolicyType): Reach | undefined {
    return this.#findings.find((finding) => finding.type === type)!.reach;
  }

  allows(): MatchedStatement[] {
    return this.#findings.flatMap(({ allows }) => allows);
  }
}

/** The type of policy whose allow is needed and not there; undefined when access is allowed. */
function lackedAllow(request: AccessRequest, policies: ApplicablePolicies, verdicts: Verdicts): PolicyType | undefined {
  const lacked = lackedOfPrincipal(request, policies, verdicts);
  if (lacked !== undefined || policies.endpoint === undefined) return lacked;
  return verdicts.reach("VPC endpoint policy") === undefined ? "VPC endpoint policy" : undefined;
}

function lackedOfPrincipal(
  { caller, resourceAccount }: AccessRequest,
  policies: ApplicablePolicies,
  verdicts: Verdicts,
): PolicyType | undefined {
  const reach = resourceReach(caller, policies, verdicts);
  if (caller.kind === "anonymous" || caller.kind === "service")
    return reach === undefined ? "resource-based policy" : undefined;
  const across = caller.account !== resourceAccount;
  if (!across && reach === "direct") return undefined;
  const needed = across || policies.resource?.mode === "required";
  if (!across && reach === "issuer") return lackedByLimits(caller, policies, verdicts);
  const ownFirst = across || !needed;
  if (!ownFirst && reach === undefined) return "resource-based policy";
  const own = lackedOfOwn(caller, policies, verdicts);
  if (own !== undefined) return own;
  return needed && reach === undefined ? "resource-based policy" : undefined;
}

/** What a grant allows counts as the resource naming the caller, for sessions as naming their role. */
function resourceReach(caller: Caller, policies: ApplicablePolicies, verdicts: Verdicts): Reach | undefined {
  const reach = verdicts.reach("resource-based policy");
  if (policies.resource?.granted !== true) return reach;
  return stronger(reach, caller.kind === "assumed-role" || caller.kind === "federated-user" ? "issuer" : "direct");
}

/** The caller's own permissions: its policies, and within what limits them. */
function lackedOfOwn(caller: Caller, policies: ApplicablePolicies, verdicts: Verdicts): PolicyType | undefined {
  const implied = caller.kind === "root" || isFederatedRoot(caller);
  if (!implied && verdicts.reach("identity-based policy") === undefined) return "identity-based policy";
  return lackedByLimits(caller, policies, verdicts);
}

function lackedByLimits(caller: Caller, policies: ApplicablePolicies, verdicts: Verdicts): PolicyType | undefined {
  const bounded = policies.boundary !== undefined && hasIdentity(caller) && !isFederatedRoot(caller);
  if (bounded && verdicts.reach("permissions boundary") === undefined) return "permissions boundary";
  // Documented: a federated user's session has only what a session policy allows it, a role's all that it was not denied.
  const limited = policies.session !== undefined || caller.kind === "federated-user";
  return limited && verdicts.reach("session policy") === undefined ? "session policy" : undefined;
}
