// Whom Principal and NotPrincipal elements name, and how directly.
import type { Caller } from "../kit/service.ts";
import type { PrincipalElement, PrincipalName } from "./document.ts";

/** Who asks, as principals are compared. */
export interface Principal {
  readonly caller: Caller;
  /** S3's id of the caller's account, where S3 asks. */
  readonly canonicalUserId: string | undefined;
  /** The caller has a permissions boundary. */
  readonly bounded: boolean;
}

/**
 * How a statement reaches the caller, weakest first.
 * `account`: through its account, which has yet to hand the permission on by a policy of its own.
 * `issuer`: through the role or user that the session was made from, whose boundary and session policies limit it.
 * `direct`: by itself, or everyone.
 */
export type Reach = "account" | "issuer" | "direct";

const STRENGTH: Readonly<Record<Reach, number>> = { account: 1, issuer: 2, direct: 3 };

export const stronger = (a: Reach | undefined, b: Reach | undefined): Reach | undefined =>
  a === undefined || (b !== undefined && STRENGTH[b] > STRENGTH[a]) ? b : a;

/** How the element reaches the principal; undefined when the statement does not speak of it. */
export type PrincipalMatcher = (principal: Principal) => Reach | undefined;

export function compilePrincipals(element: PrincipalElement | undefined, effect: "Allow" | "Deny"): PrincipalMatcher {
  if (element === undefined) return () => "direct";
  const names = element.names.map(compileName);
  const reach: PrincipalMatcher = (principal) => {
    let best: Reach | undefined;
    for (const name of names) best = stronger(best, name(principal));
    return best;
  };
  if (!element.negated) return reach;
  if (effect === "Allow") return (principal) => (reach(principal) === undefined ? "direct" : undefined);
  // Documented: a denial spares who is named itself; its account or role being named does not spare it, and whoever has
  // a boundary is never spared.
  return (principal) => (principal.bounded || reach(principal) !== "direct" ? "direct" : undefined);
}

const ACCOUNT = /^(?:\d{12}|arn:[^:]+:iam::\d{12}:root)$/;
const accountIn = (value: string): string => /\d{12}/.exec(value)![0];

function compileName({ type, value }: PrincipalName): PrincipalMatcher {
  if (type === "Service")
    return ({ caller }) =>
      caller.kind === "service" && (value === "*" || caller.arn === value) ? "direct" : undefined;
  if (type === "Federated") return federatedMatcher(value);
  if (type === "CanonicalUser")
    return ({ canonicalUserId, caller }) => (canonicalUserId === value ? accountReach(caller) : undefined);
  if (value === "*") return () => "direct";
  return ACCOUNT.test(value) ? accountMatcher(accountIn(value)) : identityMatcher(value);
}

/** The root user is its account. */
const accountReach = ({ kind }: Caller): Reach => (kind === "root" ? "direct" : "account");

const federatedMatcher =
  (value: string): PrincipalMatcher =>
  ({ caller }) => {
    const provider = caller.session?.federatedProvider;
    return provider !== undefined && (value === "*" || provider === value) ? "direct" : undefined;
  };

const hasAccount = (caller: Caller): boolean => caller.kind !== "anonymous" && caller.kind !== "service";

const accountMatcher =
  (account: string): PrincipalMatcher =>
  ({ caller }) => {
    return hasAccount(caller) && caller.account === account ? accountReach(caller) : undefined;
  };

/** An ARN, or the unique id that IAM leaves in place of a deleted user or role. */
const identityMatcher =
  (value: string): PrincipalMatcher =>
  ({ caller }) => {
    if (!hasAccount(caller)) return undefined;
    if (caller.arn === value || caller.userId === value) return "direct";
    return issuerOf(caller, value) ? "issuer" : undefined;
  };

function issuerOf(caller: Caller, value: string): boolean {
  if (caller.session?.issuerArn === value) return true;
  if (caller.kind !== "assumed-role") return false;
  if (value.startsWith("AROA")) return caller.userId.startsWith(`${value}:`);
  // The session's own ARN has the role's name but not its path.
  return caller.session === undefined && roleName(value) === /:assumed-role\/([^/]+)\//.exec(caller.arn)?.[1];
}

const roleName = (arn: string): string | undefined => /:role\/(?:.*\/)?([^/]+)$/.exec(arn)?.[1];
