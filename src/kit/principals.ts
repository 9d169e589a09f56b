// Who is there to be allowed something: what IAM knows of users, roles and their policies, as the other parts ask for it.
import type { Caller } from "./service.ts";

/** A policy document with the name that messages and logs give it. */
export interface NamedPolicy {
  /** ARN of a managed policy, name of an inline one. */
  readonly name: string;
  /** JSON. */
  readonly document: string;
}

/** What a user or role may do by itself. */
export interface PrincipalPolicies {
  /** Inline and attached policies, a user's groups included. */
  readonly identity: readonly NamedPolicy[];
  readonly boundary: NamedPolicy | undefined;
  /** `aws:PrincipalTag/...`. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface AccessKey {
  readonly secretAccessKey: string;
  readonly active: boolean;
  /** Of the kind `user`. */
  readonly caller: Caller;
}

export interface Role {
  readonly arn: string;
  readonly account: string;
  /** `AROA...`. */
  readonly uniqueId: string;
  readonly name: string;
  readonly maxSessionSeconds: number;
  /** JSON. */
  readonly trustPolicy: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A provider of identities outside AWS, which roles may trust. */
export type IdentityProvider =
  | {
      readonly kind: "oidc";
      readonly arn: string;
      /** Without `https://`. */
      readonly url: string;
      readonly clientIds: readonly string[];
      readonly thumbprints: readonly string[];
    }
  | { readonly kind: "saml"; readonly arn: string; readonly metadata: string };

/** Reads only; answers are shared objects that stay the same object until IAM changes what they say. */
export interface Principals {
  /** Rises with every change in IAM: what was worked out from older answers is stale. */
  readonly revision: number;
  accessKey(accessKeyId: string): Promise<AccessKey | undefined>;
  /** `arn` of a user or role in IAM, not of a session. Undefined when it does not exist. */
  policiesOf(arn: string): Promise<PrincipalPolicies | undefined>;
  /** `AIDA...` or `AROA...` of a user or role in IAM. Undefined when it does not exist. */
  idOf(arn: string): Promise<string | undefined>;
  /** The ARN of the user or role of this id, which had that ARN once: the id itself when it is gone. */
  nameOf(id: string, arn: string): Promise<string>;
  role(arn: string): Promise<Role | undefined>;
  identityProvider(arn: string): Promise<IdentityProvider | undefined>;
  /** The policy of that ARN, AWS's or a customer's own; its default version. */
  managedPolicy(arn: string): Promise<NamedPolicy | undefined>;
  /** Whether `code` is what the caller's MFA device of that serial number (or ARN) shows now. Uses the code up. */
  checkMfa(serialNumber: string, code: string, caller: Caller): Promise<boolean>;
  /** Whether the account lets its principals have tokens for services elsewhere. */
  issuesTokens(account: string): Promise<boolean>;
  /** Of a user's access key or a role's session, for GetAccessKeyLastUsed and RoleLastUsed; never waits and never fails. */
  noteUse(caller: Caller, service: string, region: string): void;
}
