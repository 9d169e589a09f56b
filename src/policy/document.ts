// A policy document that has been read and found well formed.

/** `managed` is `identity` for CreatePolicy and CreatePolicyVersion, which insist on the newest version of the language. */
export type PolicyKind = "identity" | "managed" | "session" | "resource" | "trust" | "endpoint";

/** From 1, as SimulatePrincipalPolicy counts. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface PolicyDocument {
  /** Variables count since 2012-10-17. A document that names none is of 2008-10-17. */
  readonly version: "2008-10-17" | "2012-10-17";
  readonly id: string | undefined;
  readonly statements: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  /** Undefined in identity policies, which speak of whoever they are attached to. */
  readonly principals: PrincipalElement | undefined;
  readonly actions: Patterns;
  /** Undefined in trust policies, which speak of the role they belong to. */
  readonly resources: Patterns | undefined;
  readonly conditions: readonly Condition[];
  /** Just after the opening brace. Recorded by LocalStack's test_simulate_principle_policy. */
  readonly start: Position;
  /** Just after the closing brace. */
  readonly end: Position;
}

/** Action or NotAction, Resource or NotResource. */
export interface Patterns {
  readonly negated: boolean;
  readonly values: readonly string[];
}

/** Principal or NotPrincipal. */
export interface PrincipalElement {
  readonly negated: boolean;
  readonly names: readonly PrincipalName[];
}

/** `"*"` by itself reads as `{ type: "AWS", value: "*" }`. Documented: the two mean the same. */
export interface PrincipalName {
  readonly type: "AWS" | "Service" | "Federated" | "CanonicalUser";
  readonly value: string;
}

export interface Condition {
  /** As written, e.g. `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  /** As written. */
  readonly key: string;
  readonly values: readonly string[];
}
