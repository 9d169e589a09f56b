// Which policies a caller brings along: found in IAM, compiled, and kept until something in IAM changes.
import type { NamedPolicy, PrincipalPolicies, Principals } from "../kit/principals.ts";
import type { Caller, SessionFacts } from "../kit/service.ts";
import { compile, type CompiledPolicy } from "../policy/compile.ts";
import { parsePolicy } from "../policy/parse.ts";
import type { ApplicablePolicies } from "../policy/policy.ts";

/** What a caller may do by its own and its session's policies. The same object until IAM changes. */
export interface CallerPolicies extends Pick<ApplicablePolicies, "identity" | "boundary" | "session"> {
  /** `aws:PrincipalTag/...`. */
  readonly tags: Readonly<Record<string, string>>;
}

interface Known {
  readonly revision: number;
  readonly policies: CallerPolicies;
}

const NONE: CallerPolicies = { identity: [], tags: {} };
const ALLOW_ALL: NamedPolicy = {
  name: "root",
  document: JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
};

export class PolicyFinder {
  readonly #principals: Principals;
  readonly #known = new WeakMap<Caller, Known>();
  readonly #compiled = new WeakMap<NamedPolicy, CompiledPolicy>();

  constructor(principals: Principals) {
    this.#principals = principals;
  }

  policiesOf(caller: Caller): CallerPolicies | Promise<CallerPolicies> {
    if (caller.kind === "anonymous" || caller.kind === "service") return NONE;
    if (caller.kind === "root" && !caller.session) return NONE;
    const known = this.#known.get(caller);
    if (known?.revision === this.#principals.revision) return known.policies;
    return this.#find(caller);
  }

  async #find(caller: Caller): Promise<CallerPolicies> {
    const { revision } = this.#principals;
    const policies = { ...(await this.#own(caller)), ...(await this.#ofSession(caller)) };
    this.#known.set(caller, { revision, policies });
    return policies;
  }

  /** A user or role that was deleted meanwhile may nothing. */
  async #own(caller: Caller): Promise<CallerPolicies> {
    const issuer = caller.session?.issuerArn ?? caller.arn;
    const sessionTags = caller.session?.tags;
    if (issuer.endsWith(":root")) return { identity: [this.#compile(ALLOW_ALL)], tags: { ...sessionTags } };
    const found: PrincipalPolicies | undefined = await this.#principals.policiesOf(issuer);
    if (!found) return NONE;
    return {
      identity: found.identity.map((policy) => this.#compile(policy)),
      boundary: found.boundary && this.#compile(found.boundary),
      tags: overriding(found.tags, sessionTags),
    };
  }

  /** A federated user without session policies may nothing that only identity policies allow. Documented: GetFederationToken. */
  async #ofSession({ kind, session }: Caller): Promise<Pick<CallerPolicies, "session">> {
    const none = !session?.policies?.length && !session?.policyArns?.length;
    if (!session || none) return kind === "federated-user" ? { session: [] } : {};
    return { session: await this.#sessionPolicies(session) };
  }

  async #sessionPolicies({ policies = [], policyArns = [] }: SessionFacts): Promise<CompiledPolicy[]> {
    const inline = policies.map((document) => compile(parsePolicy(document, "session"), "session policy"));
    const managed = await Promise.all(policyArns.map((arn) => this.#principals.managedPolicy(arn)));
    return [...inline, ...managed.flatMap((policy) => (policy ? [this.#compile(policy)] : []))];
  }

  #compile(policy: NamedPolicy): CompiledPolicy {
    const known = this.#compiled.get(policy);
    if (known) return known;
    const compiled = compile(parsePolicy(policy.document, "identity"), policy.name);
    this.#compiled.set(policy, compiled);
    return compiled;
  }
}

/** A session's tag takes the place of the principal's own, whatever the case of its key. Documented: AssumeRole. */
function overriding(own: CallerPolicies["tags"], session: CallerPolicies["tags"] = {}): CallerPolicies["tags"] {
  const taken = new Set(Object.keys(session).map((key) => key.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(own).filter(([key]) => !taken.has(key.toLowerCase()))), ...session };
}
