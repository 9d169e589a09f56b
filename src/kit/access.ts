// What an operation needs to be allowed: actions on resources, and the facts that policies may ask for.
import type { Call, Caller, InputOf, OperationName } from "./service.ts";

/** A condition key's value in a request; several for multivalued keys such as `aws:TagKeys`. */
export type ContextValue = string | readonly string[];

/** One thing that must be allowed before the operation runs. */
export interface AccessNeed {
  /** As AWS writes it, e.g. `kinesis:PutRecord`. Documented in the Service Authorization Reference. */
  readonly action: string;
  /** An ARN, or `*` for actions that know no resources. */
  readonly resource: string;
  /** What the caller's own policies speak of, where that is not `resource`: the access point that leads to a bucket. */
  readonly identityResource?: string;
  /** How AWS's denials name the resource, where that is not the ARN: `role loader`. */
  readonly shownAs?: string;
  /** Default: the account in the ARN, otherwise the caller's. */
  readonly resourceAccount?: string | undefined;
  /** Condition keys of this action, e.g. `{ "s3:prefix": "raw/" }`. The global keys come from the request itself. */
  readonly context?: Readonly<Record<string, ContextValue | undefined>>;
  /** `aws:ResourceTag/...`: the tags that the resource has. */
  readonly resourceTags?: Readonly<Record<string, string>>;
  /** `aws:RequestTag/...` and `aws:TagKeys`: the tags that the request sets or, with empty values, removes. */
  readonly requestTags?: Readonly<Record<string, string>>;
  readonly resourcePolicy?: ResourcePolicy | undefined;
  /** Headers of its refusal. */
  readonly refusalHeaders?: Readonly<Record<string, string>>;
  /**
   * Of a batch whose items are answered one by one: which of them this is for, from 0. A refusal then does not end the call:
   * the operation finds it in `call.refused`.
   */
  readonly item?: number;
  /** Who asks when it is not the signer: whom a web identity token or a SAML assertion names. The same in all needs of a call. */
  readonly caller?: Caller;
}

/** What the resource itself says of who may use it. */
export interface ResourcePolicy {
  /** JSON, as the user wrote it; undefined when the resource has none. */
  readonly document: string | undefined;
  /**
   * `either`: within the account, an allow of the resource or of the principal's own policies is enough (the rule).
   * `required`: the resource must allow it, or hand it to its account, as KMS keys and roles' trust policies ask.
   */
  readonly mode: "either" | "required";
  /** Something other than a policy allows it: a KMS grant, an S3 ACL. Explicit denies win all the same. */
  readonly granted?: boolean;
}

/** Which access an operation needs, worked out from its validated input. Must not change anything. */
export type AccessRule<Module, Name extends OperationName<Module>, Context> = (
  input: InputOf<Module, Name>,
  call: Call<Context>,
) => Access | Promise<Access>;

/** All of them must be allowed; none: whoever is authenticated may (GetCallerIdentity). */
export type Access = AccessNeed | readonly AccessNeed[];

/** `access.ts` of a service: a rule for every operation it handles. */
export type AccessTable<Module, Context> = {
  readonly [Name in OperationName<Module>]?: AccessRule<Module, Name, Context>;
};
