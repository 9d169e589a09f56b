// Callers of one account, resources of another: both accounts must allow.
import {
  alice,
  allow,
  allowTo,
  cases,
  deny,
  denyTo,
  federated,
  nightly,
  OTHER,
  OWN,
  ROLE,
  root,
  type PolicyCase,
} from "./case.ts";

const OWNER = "implicit: resource-based policy";
const IDENTITY = "implicit: identity-based policy";
const toAlice = [allowTo({ AWS: alice.arn })];
const toAccount = [allowTo({ AWS: OWN })];
const other = [allow("sqs:*")];
const across = (made: Partial<PolicyCase>) => ({ resourceAccount: OTHER, ...made });

export const crossAccountCases: PolicyCase[] = [
  ...cases("documented: IAM guide, Cross-account policy evaluation logic", [
    ["both allow", "allowed", across({ identity: [allow()], resourcePolicy: toAlice })],
    ["only the identity's policy allows", OWNER, across({ identity: [allow()] })],
    [
      "the identity's policy allows and the resource's is of others",
      OWNER,
      across({ identity: [allow()], resourcePolicy: [allowTo({ AWS: ROLE })] }),
    ],
    ["only the resource's policy allows", IDENTITY, across({ resourcePolicy: toAlice })],
    ["neither allows", IDENTITY, across({})],
    [
      "the resource names the account, the account its user",
      "allowed",
      across({ identity: [allow()], resourcePolicy: toAccount }),
    ],
    [
      "the resource names the account by ARN",
      "allowed",
      across({ identity: [allow()], resourcePolicy: [allowTo({ AWS: `arn:aws:iam::${OWN}:root` })] }),
    ],
    ["the resource names the account, which does not hand on", IDENTITY, across({ resourcePolicy: toAccount })],
    [
      "the resource allows everyone: the caller's account must, too",
      IDENTITY,
      across({ resourcePolicy: [allowTo("*")] }),
    ],
    [
      "the resource allows everyone and the caller's account does",
      "allowed",
      across({ identity: [allow()], resourcePolicy: [allowTo("*")] }),
    ],
    [
      "the resource names its own account only",
      OWNER,
      across({ identity: [allow()], resourcePolicy: [allowTo({ AWS: OTHER })] }),
    ],
    [
      "the identity's policy denies",
      "explicit: identity-based policy",
      across({ identity: [deny()], resourcePolicy: toAlice }),
    ],
    [
      "the resource's policy denies",
      "explicit: resource-based policy",
      across({ identity: [allow()], resourcePolicy: [...toAlice, denyTo({ AWS: OWN })] }),
    ],
    [
      "the resource allows another action",
      OWNER,
      across({ identity: [allow()], resourcePolicy: [allowTo({ AWS: alice.arn }, "s3:PutObject")] }),
    ],
    [
      "the identity allows another resource",
      IDENTITY,
      across({ identity: [allow("s3:*", "arn:aws:s3:::mine/*")], resourcePolicy: toAlice }),
    ],
    [
      "Carlos may not write to production's logs",
      "explicit: identity-based policy",
      across({
        action: "s3:PutObject",
        resource: "arn:aws:s3:::Production-logs/x",
        identity: [
          allow("s3:*Object*", "arn:aws:s3:::Production/*"),
          deny("s3:*", ["arn:aws:s3:::*log*", "arn:aws:s3:::*log*/*"]),
        ],
        resourcePolicy: toAlice,
      }),
    ],
    [
      "Carlos may write to production",
      "allowed",
      across({
        action: "s3:PutObject",
        resource: "arn:aws:s3:::Production/x",
        identity: [
          allow("s3:*Object*", "arn:aws:s3:::Production/*"),
          deny("s3:*", ["arn:aws:s3:::*log*", "arn:aws:s3:::*log*/*"]),
        ],
        resourcePolicy: toAlice,
      }),
    ],
    [
      "a role by both",
      "allowed",
      across({ caller: nightly, identity: [allow()], resourcePolicy: [allowTo({ AWS: ROLE })] }),
    ],
    ["a role without its own policy", IDENTITY, across({ caller: nightly, resourcePolicy: [allowTo({ AWS: ROLE })] })],
    [
      "a session named by the resource, without its role's policy",
      IDENTITY,
      across({ caller: nightly, resourcePolicy: [allowTo({ AWS: nightly.arn })] }),
    ],
    [
      "a session named by the resource, with its role's policy",
      "allowed",
      across({ caller: nightly, identity: [allow()], resourcePolicy: [allowTo({ AWS: nightly.arn })] }),
    ],
    [
      "a federated user by both",
      "allowed",
      across({
        caller: federated,
        identity: [allow()],
        session: [allow()],
        resourcePolicy: [allowTo({ AWS: federated.arn })],
      }),
    ],
    [
      "the boundary limits a user that the resource names",
      "implicit: permissions boundary",
      across({ identity: [allow()], boundary: other, resourcePolicy: toAlice }),
    ],
    ["the boundary allows", "allowed", across({ identity: [allow()], boundary: [allow()], resourcePolicy: toAlice })],
    [
      "the session policy limits a session that the resource names",
      "implicit: session policy",
      across({ caller: nightly, identity: [allow()], session: other, resourcePolicy: [allowTo({ AWS: nightly.arn })] }),
    ],
    [
      "the session policy allows",
      "allowed",
      across({
        caller: nightly,
        identity: [allow()],
        session: [allow()],
        resourcePolicy: [allowTo({ AWS: nightly.arn })],
      }),
    ],
    [
      "the endpoint limits",
      "implicit: VPC endpoint policy",
      across({ identity: [allow()], resourcePolicy: toAlice, endpoint: [allowTo("*", "s3:PutObject")] }),
    ],
    [
      "a condition on the organisation holds",
      "allowed",
      across({
        identity: [allow()],
        resourcePolicy: [{ ...allowTo("*"), Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
        context: { "aws:PrincipalOrgID": "o-1" },
      }),
    ],
    [
      "a condition on the organisation does not hold",
      OWNER,
      across({
        identity: [allow()],
        resourcePolicy: [{ ...allowTo("*"), Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
        context: { "aws:PrincipalOrgID": "o-2" },
      }),
    ],
  ]),
  ...cases("documented: IAM guide, Principal, AWS accounts: the root user of another account", [
    ["needs the resource's policy", OWNER, across({ caller: root })],
    ["is allowed by it", "allowed", across({ caller: root, resourcePolicy: toAccount })],
    ["is allowed as everyone", "allowed", across({ caller: root, resourcePolicy: [allowTo("*")] })],
    [
      "is denied by it",
      "explicit: resource-based policy",
      across({ caller: root, resourcePolicy: [...toAccount, denyTo({ AWS: OWN }, "s3:Get*")] }),
    ],
    ["is not one of its users", OWNER, across({ caller: root, resourcePolicy: toAlice })],
  ]),
  ...cases("inferred: across accounts a grant stands for the resource's policy", [
    ["with the caller's own policy", "allowed", across({ granted: true, identity: [allow()] })],
    ["without it", IDENTITY, across({ granted: true })],
    ["for the root user", "allowed", across({ caller: root, granted: true })],
  ]),
];
