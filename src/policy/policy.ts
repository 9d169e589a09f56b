// The seam of the policy engine: what is asked, what may answer it, and what came out. Pure: no I/O, no clock, no state.
import type { ContextValue, ResourcePolicy } from "../kit/access.ts";
import type { Caller } from "../kit/service.ts";
import type { CompiledPolicy } from "./compile.ts";
import type { Position } from "./document.ts";

/** As AWS names them in its messages. */
export type PolicyType =
  | "identity-based policy"
  | "resource-based policy"
  | "permissions boundary"
  | "session policy"
  | "VPC endpoint policy";

/** One action by one principal on one resource. */
export interface AccessRequest {
  /**
   * Someone who only has a provider's word for who they are (AssumeRoleWithWebIdentity, AssumeRoleWithSAML) is an
   * anonymous caller whose `session.federatedProvider` names the provider.
   */
  readonly caller: Caller;
  /** `s3:GetObject`. */
  readonly action: string;
  /** An ARN or `*`. */
  readonly resource: string;
  /** What the caller's own policies speak of, where that is not `resource`. */
  readonly identityResource?: string | undefined;
  /** 12 digits: where the resource is at home. */
  readonly resourceAccount: string;
  /** The value of a condition key, given in lower case; undefined when the request does not have it. */
  readonly context: (key: string) => ContextValue | undefined;
  /** S3's id of the caller's account, for policies that name a CanonicalUser. */
  readonly canonicalUserId?: string | undefined;
}

/** The policies that have a say. Each is compiled once and used for many requests. */
export interface ApplicablePolicies {
  /** Of the user with its groups, or of the role. Not consulted for root users, anonymous callers and services. */
  readonly identity: readonly CompiledPolicy[];
  readonly boundary?: CompiledPolicy | undefined;
  /** Undefined: the session has none. An allow in one of them is enough. */
  readonly session?: readonly CompiledPolicy[] | undefined;
  readonly resource?: (Omit<ResourcePolicy, "document"> & { readonly policy: CompiledPolicy | undefined }) | undefined;
  readonly endpoint?: CompiledPolicy | undefined;
}

/** The statement that decided, as the decision log shows it. */
export interface MatchedStatement {
  readonly policyType: PolicyType;
  /** ARN or name of the policy. */
  readonly policy: string;
  /** From 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  /** Where the statement stands in the document, as SimulatePrincipalPolicy says it. */
  readonly start: Position;
  readonly end: Position;
}

export interface Decision {
  readonly outcome: "allowed" | "explicit-deny" | "implicit-deny";
  /** The kind of policy that denied, or that lacked the allow that was needed; undefined when allowed. */
  readonly because: PolicyType | undefined;
  /** What allowed or denied explicitly; empty for implicit denies. */
  readonly matched: readonly MatchedStatement[];
}
