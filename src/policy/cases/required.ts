// Resources that must allow it themselves, or hand it to their account: KMS keys and roles' trust policies.
import {
  alice,
  allow,
  allowTo,
  anonymous,
  cases,
  deny,
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

const OWNER = "implicit: resource-based policy";
const IDENTITY = "implicit: identity-based policy";
const KEY = `arn:aws:kms:us-east-1:${OWN}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const kms = (made: Partial<PolicyCase>) => ({
  action: "kms:Decrypt",
  resource: KEY,
  mode: "required" as const,
  ...made,
});
const key = (Principal: unknown, Action = "kms:*"): Statement => allowTo(Principal, Action);
const toRoot = [key({ AWS: `arn:aws:iam::${OWN}:root` })];
const mayDecrypt = [allow("kms:Decrypt", KEY)];
const other = [allow("sqs:*")];

const assume = (made: Partial<PolicyCase>) => ({
  action: "sts:AssumeRole",
  resource: ROLE,
  mode: "required" as const,
  trust: true,
  ...made,
});
const trusting = (Principal: unknown, Action = "sts:AssumeRole", Condition?: object): Statement => ({
  Effect: "Allow",
  Principal,
  Action,
  ...(Condition === undefined ? {} : { Condition }),
});
const mayAssume = [allow("sts:AssumeRole", ROLE)];
const provider = `arn:aws:iam::${OWN}:oidc-provider/token.example.com`;
const web = { ...anonymous, session: { issuerArn: "", issuedMs: 0, federatedProvider: provider } };
const byToken = "sts:AssumeRoleWithWebIdentity";

export const requiredCases: PolicyCase[] = [
  ...cases("documented: KMS guide, Key policies and Troubleshooting key access", [
    [
      "the key hands on to its account, whose policy allows",
      "allowed",
      kms({ resourcePolicy: toRoot, identity: mayDecrypt }),
    ],
    ["the key hands on to its account, whose policies do not allow", IDENTITY, kms({ resourcePolicy: toRoot })],
    ["identity policies alone do not do", OWNER, kms({ identity: mayDecrypt, resourcePolicy: [key({ AWS: ROLE })] })],
    ["identity policies alone do not do: the key has no policy", OWNER, kms({ identity: mayDecrypt })],
    ["nobody allows", OWNER, kms({ resourcePolicy: [key({ AWS: ROLE })] })],
    ["the key names the user", "allowed", kms({ resourcePolicy: [key({ AWS: alice.arn })] })],
    [
      "the key names the user for another action",
      OWNER,
      kms({ resourcePolicy: [key({ AWS: alice.arn }, "kms:Encrypt")], identity: mayDecrypt }),
    ],
    ["the key names the role", "allowed", kms({ caller: nightly, resourcePolicy: [key({ AWS: ROLE })] })],
    [
      "the key names the role, whose boundary limits it",
      "implicit: permissions boundary",
      kms({ caller: nightly, boundary: other, resourcePolicy: [key({ AWS: ROLE })] }),
    ],
    [
      "the key names the user, whose boundary does not",
      "allowed",
      kms({ boundary: other, resourcePolicy: [key({ AWS: alice.arn })] }),
    ],
    [
      "the key hands on, the boundary limits",
      "implicit: permissions boundary",
      kms({ resourcePolicy: toRoot, identity: mayDecrypt, boundary: other }),
    ],
    [
      "the key hands on, the session policy limits",
      "implicit: session policy",
      kms({ caller: nightly, resourcePolicy: toRoot, identity: mayDecrypt, session: other }),
    ],
    [
      "the key denies",
      "explicit: resource-based policy",
      kms({ resourcePolicy: [...toRoot, denyTo({ AWS: alice.arn }, "kms:Decrypt")], identity: mayDecrypt }),
    ],
    [
      "the identity denies",
      "explicit: identity-based policy",
      kms({ resourcePolicy: [key({ AWS: alice.arn })], identity: [deny("kms:*")] }),
    ],
    ["the root user, whom the key names", "allowed", kms({ caller: root, resourcePolicy: toRoot })],
    [
      "the root user, whom the key does not name",
      OWNER,
      kms({ caller: root, resourcePolicy: [key({ AWS: alice.arn })] }),
    ],
    [
      "everyone of the account by condition",
      "allowed",
      kms({
        resourcePolicy: [{ ...key("*"), Condition: { StringEquals: { "kms:CallerAccount": OWN } } }],
        context: { "kms:CallerAccount": OWN },
      }),
    ],
    [
      "everyone of another account by condition",
      OWNER,
      kms({
        resourcePolicy: [{ ...key("*"), Condition: { StringEquals: { "kms:CallerAccount": OTHER } } }],
        context: { "kms:CallerAccount": OWN },
      }),
    ],
    [
      "through a service only: by it",
      "allowed",
      kms({
        resourcePolicy: [
          {
            ...key({ AWS: alice.arn }),
            Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
          },
        ],
        context: { "kms:ViaService": "s3.us-east-1.amazonaws.com" },
      }),
    ],
    [
      "through a service only: directly",
      OWNER,
      kms({
        resourcePolicy: [
          {
            ...key({ AWS: alice.arn }),
            Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
          },
        ],
      }),
    ],
    [
      "an encryption context",
      "allowed",
      kms({
        resourcePolicy: [
          {
            ...key({ AWS: alice.arn }),
            Condition: { StringEquals: { "kms:EncryptionContext:Department": "Finance" } },
          },
        ],
        context: { "kms:EncryptionContext:Department": "Finance" },
      }),
    ],
    [
      "a service that the key names",
      "allowed",
      kms({ caller: firehose, resourcePolicy: [key({ Service: "firehose.amazonaws.com" })] }),
    ],
    ["a service that the key does not name", OWNER, kms({ caller: firehose, resourcePolicy: toRoot })],
    [
      "another account's user, by both",
      "allowed",
      kms({ resourceAccount: OTHER, resourcePolicy: [key({ AWS: OWN })], identity: mayDecrypt }),
    ],
    [
      "another account's user, by the key alone",
      IDENTITY,
      kms({ resourceAccount: OTHER, resourcePolicy: [key({ AWS: alice.arn })] }),
    ],
    [
      "another account's user, by its own policy alone",
      OWNER,
      kms({
        resourceAccount: OTHER,
        resourcePolicy: [key({ AWS: `arn:aws:iam::${OTHER}:root` })],
        identity: mayDecrypt,
      }),
    ],
  ]),
  ...cases("documented: IAM guide, How IAM roles differ from resource-based policies", [
    ["a trust policy that names the user", "allowed", assume({ resourcePolicy: [trusting({ AWS: alice.arn })] })],
    [
      "a trust policy that names the account, with a policy of the user",
      "allowed",
      assume({ resourcePolicy: [trusting({ AWS: OWN })], identity: mayAssume }),
    ],
    ["a trust policy that names the account alone", IDENTITY, assume({ resourcePolicy: [trusting({ AWS: OWN })] })],
    [
      "a policy of the user alone",
      OWNER,
      assume({ resourcePolicy: [trusting({ Service: "ec2.amazonaws.com" })], identity: mayAssume }),
    ],
    ["a trust policy for everyone", "allowed", assume({ resourcePolicy: [trusting({ AWS: "*" })] })],
    [
      "a trust policy for another action",
      OWNER,
      assume({ resourcePolicy: [trusting({ AWS: alice.arn }, "sts:TagSession")], identity: mayAssume }),
    ],
    [
      "another account's user, by both",
      "allowed",
      assume({ resourceAccount: OTHER, resourcePolicy: [trusting({ AWS: alice.arn })], identity: mayAssume }),
    ],
    [
      "another account's user, by the trust policy alone",
      IDENTITY,
      assume({ resourceAccount: OTHER, resourcePolicy: [trusting({ AWS: alice.arn })] }),
    ],
    [
      "another account's user, by its own policy alone",
      OWNER,
      assume({ resourceAccount: OTHER, resourcePolicy: [trusting({ AWS: OTHER })], identity: mayAssume }),
    ],
    [
      "the external id that is asked for",
      "allowed",
      assume({
        resourcePolicy: [trusting({ AWS: alice.arn }, "sts:AssumeRole", { StringEquals: { "sts:ExternalId": "42" } })],
        context: { "sts:ExternalId": "42" },
      }),
    ],
    [
      "another external id",
      OWNER,
      assume({
        resourcePolicy: [trusting({ AWS: alice.arn }, "sts:AssumeRole", { StringEquals: { "sts:ExternalId": "42" } })],
        context: { "sts:ExternalId": "43" },
      }),
    ],
    [
      "no external id",
      OWNER,
      assume({
        resourcePolicy: [trusting({ AWS: alice.arn }, "sts:AssumeRole", { StringEquals: { "sts:ExternalId": "42" } })],
      }),
    ],
    [
      "MFA that is asked for",
      "allowed",
      assume({
        resourcePolicy: [
          trusting({ AWS: alice.arn }, "sts:AssumeRole", { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
        ],
        context: { "aws:MultiFactorAuthPresent": "true" },
      }),
    ],
    [
      "no MFA",
      OWNER,
      assume({
        resourcePolicy: [
          trusting({ AWS: alice.arn }, "sts:AssumeRole", { Bool: { "aws:MultiFactorAuthPresent": "true" } }),
        ],
      }),
    ],
    [
      "chaining: a role that the trust policy names",
      "allowed",
      assume({ caller: nightly, resourcePolicy: [trusting({ AWS: ROLE })] }),
    ],
    [
      "chaining: within the session policy",
      "implicit: session policy",
      assume({ caller: nightly, session: other, resourcePolicy: [trusting({ AWS: ROLE })] }),
    ],
    [
      "a federated user's session policy",
      "implicit: session policy",
      assume({ caller: federated, session: other, resourcePolicy: [trusting({ AWS: alice.arn })] }),
    ],
    [
      "a service",
      "allowed",
      assume({ caller: firehose, resourcePolicy: [trusting({ Service: "firehose.amazonaws.com" })] }),
    ],
    [
      "another service",
      OWNER,
      assume({ caller: firehose, resourcePolicy: [trusting({ Service: "glue.amazonaws.com" })] }),
    ],
    [
      "a denial in the trust policy",
      "explicit: resource-based policy",
      assume({ resourcePolicy: [trusting({ AWS: "*" }), { ...trusting({ AWS: alice.arn }), Effect: "Deny" }] }),
    ],
  ]),
  ...cases("documented: IAM guide, Create a role for OpenID Connect federation", [
    [
      "a token of the provider, its audience and subject",
      "allowed",
      assume({
        action: byToken,
        caller: web,
        resourcePolicy: [
          trusting({ Federated: provider }, byToken, {
            StringEquals: { "token.example.com:aud": "app" },
            StringLike: { "token.example.com:sub": "repo:me/*" },
          }),
        ],
        context: { "token.example.com:aud": "app", "token.example.com:sub": "repo:me/x" },
      }),
    ],
    [
      "another subject",
      OWNER,
      assume({
        action: byToken,
        caller: web,
        resourcePolicy: [
          trusting({ Federated: provider }, byToken, { StringLike: { "token.example.com:sub": "repo:me/*" } }),
        ],
        context: { "token.example.com:sub": "repo:you/x" },
      }),
    ],
    [
      "another provider",
      OWNER,
      assume({
        action: byToken,
        caller: web,
        resourcePolicy: [trusting({ Federated: "cognito-identity.amazonaws.com" }, byToken)],
      }),
    ],
    [
      "the action of users",
      OWNER,
      assume({ action: byToken, caller: web, resourcePolicy: [trusting({ Federated: provider }, "sts:AssumeRole")] }),
    ],
  ]),
];
