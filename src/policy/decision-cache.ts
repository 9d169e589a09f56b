// Remembers decisions, soundly: a decision is found again only where everything that went into it is the same.
import type { ContextValue } from "../kit/access.ts";
import type { Caller } from "../kit/service.ts";
import { evaluate } from "./evaluate.ts";
import type { AccessRequest, ApplicablePolicies, Decision } from "./policy.ts";

/** Answers of the context that deciding asked for, one after the other; what it asks next depends on what it was told. */
type Node = Decision | Question;

interface Question {
  readonly key: string;
  readonly answers: Map<string, Node>;
}

const isQuestion = (node: Node): node is Question => "answers" in node;

/** Keys whose value is another one at every request: what depends on them is decided anew. */
const FLEETING = new Set(["aws:currenttime", "aws:epochtime", "aws:multifactorauthage"]);

/**
 * Bounded; to invalidate, drop it for a new one. Policies are told apart by identity: the same compiled policies, and the
 * same lists of them, must mean the same decisions.
 */
export class DecisionCache {
  readonly #max: number;
  readonly #decisions = new Map<string, Node>();
  #size = 0;
  readonly #numbers = new WeakMap<object, number>();
  readonly #names = new WeakMap<Caller, string>();
  readonly #sets = new WeakMap<ApplicablePolicies, string>();
  #last = 0;

  /** `max`: how many decisions are remembered; one more forgets all. */
  constructor(max: number) {
    this.#max = max;
  }

  /** What `evaluate` says. */
  decide(request: AccessRequest, policies: ApplicablePolicies): Decision {
    const place = this.#placeOf(request, policies);
    let node = this.#decisions.get(place);
    while (node !== undefined && isQuestion(node)) node = node.answers.get(written(request.context(node.key)));
    return node ?? this.#evaluate(place, request, policies);
  }

  #evaluate(place: string, request: AccessRequest, policies: ApplicablePolicies): Decision {
    const asked = new Map<string, ContextValue | undefined>();
    const context = (key: string): ContextValue | undefined => {
      if (asked.has(key)) return asked.get(key);
      const value = request.context(key);
      asked.set(key, value);
      return value;
    };
    const decision = evaluate({ ...request, context }, policies);
    if (![...asked.keys()].some((key) => FLEETING.has(key))) this.#remember(place, [...asked], decision);
    return decision;
  }

  #remember(place: string, asked: readonly (readonly [string, ContextValue | undefined])[], decision: Decision): void {
    if (this.#size >= this.#max) {
      this.#decisions.clear();
      this.#size = 0;
    }
    this.#size++;
    let put = (node: Node): unknown => this.#decisions.set(place, node);
    let node = this.#decisions.get(place);
    for (const [key, value] of asked) {
      // Deciding is a function of what it is told, so that the question here is the same as last time.
      if (node === undefined || !isQuestion(node)) {
        node = { key, answers: new Map() };
        put(node);
      }
      const { answers } = node;
      const answer = written(value);
      put = (next) => answers.set(answer, next);
      node = answers.get(answer);
    }
    put(decision);
  }

  #placeOf(
    { caller, resource, action, resourceAccount, canonicalUserId, identityResource = "" }: AccessRequest,
    policies: ApplicablePolicies,
  ): string {
    const who = canonicalUserId === undefined ? this.#nameOf(caller) : `${this.#nameOf(caller)} ${canonicalUserId}`;
    return `${this.#setOf(policies)} ${action} ${resourceAccount} ${who}\n${identityResource}\n${resource}`;
  }

  /** All of a caller that principals are compared with. */
  #nameOf(caller: Caller): string {
    let name = this.#names.get(caller);
    if (name === undefined) {
      const { kind, account, arn, userId, session } = caller;
      const issued = session === undefined ? "" : `${session.issuerArn} ${session.federatedProvider ?? ""}`;
      name = `${kind} ${account} ${arn} ${userId}\n${issued}`;
      this.#names.set(caller, name);
    }
    return name;
  }

  /** The same set of policies without a resource's is asked for again and again: its name is kept. */
  #setOf(policies: ApplicablePolicies): string {
    const { identity, boundary, session, resource, endpoint } = policies;
    const known = resource === undefined ? this.#sets.get(policies) : undefined;
    if (known !== undefined) return known;
    const own = `${this.#number(identity)} ${this.#number(boundary)} ${this.#number(session)} ${this.#number(endpoint)}`;
    if (resource !== undefined)
      return `${own} ${this.#number(resource.policy)} ${resource.mode} ${resource.granted === true}`;
    this.#sets.set(policies, own);
    return own;
  }

  #number(part: object | undefined): number {
    if (part === undefined) return 0;
    let number = this.#numbers.get(part);
    if (number === undefined) {
      number = ++this.#last;
      this.#numbers.set(part, number);
    }
    return number;
  }
}

/** Nothing, one value and several are told apart. */
function written(value: ContextValue | undefined): string {
  if (value === undefined) return "";
  return typeof value === "string" ? `"${value}` : JSON.stringify(value);
}
