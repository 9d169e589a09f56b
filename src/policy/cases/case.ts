// A case of the policy suite: who asks for what, which policies there are, and what AWS decides.
import type { ContextValue } from "../../kit/access.ts";
import type { Caller } from "../../kit/service.ts";
import type { Decision, PolicyType } from "../policy.ts";

/** Where the expectation comes from; the IAM guide's pages are named by their title. */
type Source = `documented: ${string}` | `recorded: ${string}` | `inferred: ${string}`;

export type Statement = Readonly<Record<string, unknown>>;

export interface PolicyCase {
  readonly title: string;
  readonly source: Source;
  /** Default: alice, a user of the account OWN. */
  readonly caller?: Caller;
  /** Default: s3:GetObject. */
  readonly action?: string;
  /** Default: an object. */
  readonly resource?: string;
  /** Default: OWN. */
  readonly resourceAccount?: string;
  readonly canonicalUserId?: string;
  /** Keys in any case. */
  readonly context?: Readonly<Record<string, ContextValue>>;
  /** One policy's statements, or several policies. */
  readonly identity?: readonly Statement[];
  readonly otherIdentity?: readonly Statement[];
  readonly boundary?: readonly Statement[];
  readonly session?: readonly Statement[];
  readonly otherSession?: readonly Statement[];
  readonly resourcePolicy?: readonly Statement[];
  /** The resource policy is a role's trust policy. */
  readonly trust?: boolean;
  readonly mode?: "either" | "required";
  readonly granted?: boolean;
  readonly endpoint?: readonly Statement[];
  /** Of every document in the case; default 2012-10-17; null: none is written. */
  readonly version?: "2008-10-17" | null;
  readonly expect: Decision["outcome"];
  readonly because?: PolicyType;
}

export const OWN = "111122223333";
export const OTHER = "444455556666";
export const OBJECT = "arn:aws:s3:::lake/raw/2024/a.csv";

export const alice: Caller = {
  kind: "user",
  account: OWN,
  arn: `arn:aws:iam::${OWN}:user/alice`,
  userId: "AIDAALICEALICEALICE1",
  accessKeyId: "AKIAALICE",
};

/** A session of the role `etl`, whose path is `/jobs/`. */
export const nightly: Caller = {
  kind: "assumed-role",
  account: OWN,
  arn: `arn:aws:sts::${OWN}:assumed-role/etl/nightly`,
  userId: "AROAETLETLETLETLETL1:nightly",
  accessKeyId: "ASIANIGHTLY",
  session: { issuerArn: `arn:aws:iam::${OWN}:role/jobs/etl`, issuedMs: 0 },
};

/** A federated user that alice made. */
export const federated: Caller = {
  kind: "federated-user",
  account: OWN,
  arn: `arn:aws:sts::${OWN}:federated-user/fred`,
  userId: `${OWN}:fred`,
  accessKeyId: "ASIAFRED",
  session: { issuerArn: alice.arn, issuedMs: 0 },
};

export const root: Caller = {
  kind: "root",
  account: OWN,
  arn: `arn:aws:iam::${OWN}:root`,
  userId: OWN,
  accessKeyId: "test",
};

export const anonymous: Caller = {
  kind: "anonymous",
  account: "anonymous",
  arn: "anonymous",
  userId: "anonymous",
  accessKeyId: undefined,
};

export const firehose: Caller = {
  kind: "service",
  account: OWN,
  arn: "firehose.amazonaws.com",
  userId: "firehose.amazonaws.com",
  accessKeyId: undefined,
};

export const ROLE = "arn:aws:iam::111122223333:role/jobs/etl";

export const allow = (
  Action: string | readonly string[] = "s3:*",
  Resource: string | readonly string[] = "*",
): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
});

export const deny = (
  Action: string | readonly string[] = "s3:*",
  Resource: string | readonly string[] = "*",
): Statement => ({
  Effect: "Deny",
  Action,
  Resource,
});

/** Allows of a resource policy. */
export const allowTo = (Principal: unknown, Action = "s3:*", Resource = "*"): Statement => ({
  Effect: "Allow",
  Principal,
  Action,
  Resource,
});

export const denyTo = (Principal: unknown, Action = "s3:*", Resource = "*"): Statement => ({
  ...allowTo(Principal, Action, Resource),
  Effect: "Deny",
});

type Rest = Omit<PolicyCase, "source" | "title" | "expect" | "because">;

/** A group of cases that share a source; rows are title, decision (with the type behind it) and what makes the case. */
export function cases(
  source: Source,
  rows: readonly (readonly [
    title: string,
    expect: "allowed" | `${"explicit" | "implicit"}: ${PolicyType}`,
    made: Rest,
  ])[],
): PolicyCase[] {
  return rows.map(([title, expect, made]) => {
    const [outcome, because] = expect.split(": ") as [string, PolicyType | undefined];
    if (because === undefined) return { title, source, expect: "allowed", ...made };
    return { title, source, expect: outcome === "explicit" ? "explicit-deny" : "implicit-deny", because, ...made };
  });
}

/** An operator, the policy's values, the request's, and whether the condition holds. */
export type ConditionRow = readonly [
  operator: string,
  policy: unknown,
  request: ContextValue | undefined,
  holds: boolean,
];

/** An allow under the condition: it holds or the request is denied implicitly. */
export function conditionCases(source: Source, rows: readonly ConditionRow[]): PolicyCase[] {
  return rows.map(([operator, policy, request, holds]) => ({
    title: `${operator} ${JSON.stringify(policy)}, the request has ${request === undefined ? "none" : JSON.stringify(request)}`,
    source,
    identity: [{ ...allow(), Condition: { [operator]: { "aws:PrincipalTag/Team": policy } } }],
    ...(request === undefined ? {} : { context: { "aws:principaltag/team": request } }),
    ...(holds ? { expect: "allowed" } : { expect: "implicit-deny", because: "identity-based policy" }),
  }));
}
