// Whom Principal and NotPrincipal of resource policies name.
import {
  alice,
  allow,
  allowTo,
  anonymous,
  cases,
  denyTo,
  federated,
  firehose,
  nightly,
  OTHER,
  OWN,
  ROLE,
  root,
  type PolicyCase,
  type Statement,
} from "./case.ts";

const NONE = "implicit: identity-based policy";
const UNNAMED = "implicit: resource-based policy";
const DENIED = "explicit: resource-based policy";
const to = (Principal: unknown, more: Partial<PolicyCase> = {}) => ({ resourcePolicy: [allowTo(Principal)], ...more });
const not = (Effect: string, NotPrincipal: unknown): Statement => ({
  Effect,
  NotPrincipal,
  Action: "s3:*",
  Resource: "*",
});
const ownRoot = `arn:aws:iam::${OWN}:root`;
const withIdentity = { identity: [allow()] };
const web = { ...anonymous, session: { issuerArn: "", issuedMs: 0, federatedProvider: "accounts.google.com" } };
const canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

export const principalCases: PolicyCase[] = [
  ...cases("documented: IAM guide, Principal, IAM users", [
    ["the user's ARN", "allowed", to({ AWS: alice.arn })],
    ["another user's ARN", NONE, to({ AWS: `arn:aws:iam::${OWN}:user/bob` })],
    ["case counts", NONE, to({ AWS: `arn:aws:iam::${OWN}:user/Alice` })],
    ["a user of that name with a path", NONE, to({ AWS: `arn:aws:iam::${OWN}:user/team/alice` })],
    ["the same name in another account", NONE, to({ AWS: `arn:aws:iam::${OTHER}:user/alice` })],
    ["one of several", "allowed", to({ AWS: [`arn:aws:iam::${OTHER}:root`, alice.arn] })],
    ["of another type", NONE, to({ Service: "s3.amazonaws.com" })],
    ["types are joined by OR", "allowed", to({ Service: "s3.amazonaws.com", AWS: alice.arn })],
  ]),
  ...cases("documented: IAM guide, Principal, AWS accounts", [
    ["the account hands on to its own policies", "allowed", to({ AWS: ownRoot }, withIdentity)],
    ["the account alone allows none of its users", NONE, to({ AWS: ownRoot })],
    ["the account's number alone neither", NONE, to({ AWS: OWN })],
    ["the account's root user is the account", "allowed", to({ AWS: OWN }, { caller: root, mode: "required" })],
    ["another account", UNNAMED, to({ AWS: OTHER }, { caller: root, mode: "required" })],
    ["a denial of the account denies its users", DENIED, { ...withIdentity, resourcePolicy: [denyTo({ AWS: OWN })] }],
    [
      "a denial of the account denies its roles",
      DENIED,
      { ...withIdentity, caller: nightly, resourcePolicy: [denyTo({ AWS: ownRoot })] },
    ],
    [
      "a denial of the account denies its root user",
      DENIED,
      { caller: root, resourcePolicy: [denyTo({ AWS: ownRoot })] },
    ],
    ["a denial of another account", "allowed", { ...withIdentity, resourcePolicy: [denyTo({ AWS: OTHER })] }],
  ]),
  ...cases("documented: IAM guide, Principal, IAM roles and role sessions", [
    ["the role's ARN", "allowed", to({ AWS: ROLE }, { caller: nightly })],
    ["another role's ARN", NONE, to({ AWS: `arn:aws:iam::${OWN}:role/jobs/other` }, { caller: nightly })],
    ["the role without its path is another", NONE, to({ AWS: `arn:aws:iam::${OWN}:role/etl` }, { caller: nightly })],
    ["the session's ARN", "allowed", to({ AWS: nightly.arn }, { caller: nightly })],
    [
      "another session of the role",
      NONE,
      to({ AWS: `arn:aws:sts::${OWN}:assumed-role/etl/daily` }, { caller: nightly }),
    ],
    ["a user is not its namesake role", NONE, to({ AWS: `arn:aws:iam::${OWN}:role/alice` })],
    [
      "a denial of the role denies its sessions",
      DENIED,
      { ...withIdentity, caller: nightly, resourcePolicy: [denyTo({ AWS: ROLE })] },
    ],
    [
      "a denial of the session",
      DENIED,
      { ...withIdentity, caller: nightly, resourcePolicy: [denyTo({ AWS: nightly.arn })] },
    ],
    [
      "a denial of another session",
      "allowed",
      {
        ...withIdentity,
        caller: nightly,
        resourcePolicy: [denyTo({ AWS: `arn:aws:sts::${OWN}:assumed-role/etl/daily` })],
      },
    ],
  ]),
  ...cases("documented: IAM guide, Principal, unique ids in place of ARNs", [
    ["a user's id", "allowed", to({ AWS: alice.userId })],
    ["another user's id", NONE, to({ AWS: "AIDABOBBOBBOBBOBBOBB" })],
    ["a role's id", "allowed", to({ AWS: "AROAETLETLETLETLETL1" }, { caller: nightly })],
    ["another role's id", NONE, to({ AWS: "AROAOTHEROTHEROTHER1" }, { caller: nightly })],
  ]),
  ...cases("documented: IAM guide, Principal, STS federated user sessions", [
    ["the federated user's ARN", "allowed", to({ AWS: federated.arn }, { caller: federated })],
    ["another federated user's", NONE, to({ AWS: `arn:aws:sts::${OWN}:federated-user/other` }, { caller: federated })],
    [
      "the user who federated, without a session policy",
      "implicit: session policy",
      to({ AWS: alice.arn }, { caller: federated }),
    ],
    [
      "the user who federated, within the session policy",
      "allowed",
      to({ AWS: alice.arn }, { caller: federated, session: [allow()] }),
    ],
    [
      "a denial of the user who federated",
      DENIED,
      { ...withIdentity, caller: federated, session: [allow()], resourcePolicy: [denyTo({ AWS: alice.arn })] },
    ],
  ]),
  ...cases("documented: IAM guide, Principal, all principals", [
    ["everyone: a user", "allowed", to("*")],
    ["everyone: a role's session", "allowed", to("*", { caller: nightly })],
    ["everyone: anonymous", "allowed", to("*", { caller: anonymous })],
    ["everyone as AWS: anonymous", "allowed", to({ AWS: "*" }, { caller: anonymous })],
    ["everyone as AWS: a user", "allowed", to({ AWS: "*" })],
    [
      "everyone, under a condition that holds",
      "allowed",
      {
        resourcePolicy: [{ ...allowTo("*"), Condition: { ArnEquals: { "aws:PrincipalArn": ROLE } } }],
        caller: nightly,
        context: { "aws:PrincipalArn": ROLE },
      },
    ],
    [
      "everyone, under a condition that does not",
      NONE,
      {
        resourcePolicy: [{ ...allowTo("*"), Condition: { ArnEquals: { "aws:PrincipalArn": ROLE } } }],
        context: { "aws:PrincipalArn": alice.arn },
      },
    ],
    ["a denial of everyone", DENIED, { ...withIdentity, resourcePolicy: [denyTo("*")] }],
    [
      "a denial of everyone else, by condition: spared",
      "allowed",
      {
        ...withIdentity,
        resourcePolicy: [{ ...denyTo("*"), Condition: { ArnNotEquals: { "aws:PrincipalArn": alice.arn } } }],
        context: { "aws:PrincipalArn": alice.arn },
      },
    ],
    [
      "a denial of everyone else, by condition: denied",
      DENIED,
      {
        ...withIdentity,
        caller: nightly,
        resourcePolicy: [{ ...denyTo("*"), Condition: { ArnNotEquals: { "aws:PrincipalArn": alice.arn } } }],
        context: { "aws:PrincipalArn": ROLE },
      },
    ],
  ]),
  ...cases("documented: IAM guide, Principal, AWS services", [
    ["the service", "allowed", to({ Service: "firehose.amazonaws.com" }, { caller: firehose })],
    [
      "one of several services",
      "allowed",
      to({ Service: ["glue.amazonaws.com", "firehose.amazonaws.com"] }, { caller: firehose }),
    ],
    ["another service", UNNAMED, to({ Service: "glue.amazonaws.com" }, { caller: firehose })],
    ["an account is no service", UNNAMED, to({ AWS: OWN }, { caller: firehose })],
    [
      "a denial of the service",
      DENIED,
      { caller: firehose, resourcePolicy: [allowTo("*"), denyTo({ Service: "firehose.amazonaws.com" })] },
    ],
    [
      "on behalf of a topic",
      "allowed",
      {
        caller: firehose,
        resourcePolicy: [
          {
            ...allowTo({ Service: "firehose.amazonaws.com" }),
            Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:firehose:us-east-1:111122223333:deliverystream/d" } },
          },
        ],
        context: { "aws:SourceArn": "arn:aws:firehose:us-east-1:111122223333:deliverystream/d" },
      },
    ],
    [
      "on behalf of something else",
      UNNAMED,
      {
        caller: firehose,
        resourcePolicy: [
          {
            ...allowTo({ Service: "firehose.amazonaws.com" }),
            Condition: { StringEquals: { "aws:SourceAccount": OWN } },
          },
        ],
        context: { "aws:SourceAccount": OTHER },
      },
    ],
  ]),
  ...cases("documented: IAM guide, Principal, web identity and SAML", [
    ["the provider by name", "allowed", to({ Federated: "accounts.google.com" }, { caller: web })],
    ["another provider", UNNAMED, to({ Federated: "www.amazon.com" }, { caller: web })],
    ["a caller without provider", UNNAMED, to({ Federated: "accounts.google.com" }, { caller: anonymous })],
    [
      "the provider by ARN",
      "allowed",
      to(
        { Federated: `arn:aws:iam::${OWN}:saml-provider/okta` },
        {
          caller: { ...web, session: { ...web.session, federatedProvider: `arn:aws:iam::${OWN}:saml-provider/okta` } },
        },
      ),
    ],
  ]),
  ...cases("documented: S3 guide, Specifying a principal", [
    [
      "the canonical user of another account",
      "allowed",
      to(
        { CanonicalUser: canonical },
        {
          ...withIdentity,
          caller: { ...alice, account: OTHER, arn: `arn:aws:iam::${OTHER}:user/alice` },
          canonicalUserId: canonical,
        },
      ),
    ],
    [
      "another canonical user",
      UNNAMED,
      to(
        { CanonicalUser: canonical },
        {
          ...withIdentity,
          caller: { ...alice, account: OTHER, arn: `arn:aws:iam::${OTHER}:user/alice` },
          canonicalUserId: "00",
        },
      ),
    ],
  ]),
  ...cases("documented: IAM guide, NotPrincipal", [
    [
      "a denial of all but the user spares it",
      "allowed",
      { ...withIdentity, resourcePolicy: [not("Deny", { AWS: [alice.arn, ownRoot] })] },
    ],
    [
      "a denial of all but another denies the user",
      DENIED,
      { ...withIdentity, resourcePolicy: [not("Deny", { AWS: [`arn:aws:iam::${OWN}:user/bob`, ownRoot] })] },
    ],
    [
      "a denial of all but the account denies its users",
      DENIED,
      { ...withIdentity, resourcePolicy: [not("Deny", { AWS: ownRoot })] },
    ],
    [
      "a denial of all but the account spares its root user",
      "allowed",
      { caller: root, resourcePolicy: [not("Deny", { AWS: ownRoot })] },
    ],
    [
      "a denial of all but a session, its role and account",
      "allowed",
      { ...withIdentity, caller: nightly, resourcePolicy: [not("Deny", { AWS: [nightly.arn, ROLE, ownRoot] })] },
    ],
    [
      "a denial of all but a role denies its sessions",
      DENIED,
      { ...withIdentity, caller: nightly, resourcePolicy: [not("Deny", { AWS: [ROLE, ownRoot] })] },
    ],
    [
      "whoever has a boundary is never spared",
      DENIED,
      { ...withIdentity, boundary: [allow()], resourcePolicy: [not("Deny", { AWS: [alice.arn, ownRoot] })] },
    ],
    [
      "a denial of all but some denies anonymous callers",
      DENIED,
      { caller: anonymous, resourcePolicy: [allowTo("*"), not("Deny", { AWS: alice.arn })] },
    ],
    [
      "an allow of all but another",
      "allowed",
      { resourcePolicy: [not("Allow", { AWS: `arn:aws:iam::${OWN}:user/bob` })] },
    ],
    [
      "an allow of all but another is for anonymous callers, too",
      "allowed",
      { caller: anonymous, resourcePolicy: [not("Allow", { AWS: alice.arn })] },
    ],
    ["an allow of all but the user", NONE, { resourcePolicy: [not("Allow", { AWS: alice.arn })] }],
  ]),
];
