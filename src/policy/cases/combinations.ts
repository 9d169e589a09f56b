// Within an account: identity and resource policies, boundaries, session policies, endpoint policies, and grants.
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
  OWN,
  ROLE,
  root,
  type PolicyCase,
} from "./case.ts";

const IDENTITY = "implicit: identity-based policy";
const BOUNDARY = "implicit: permissions boundary";
const SESSION = "implicit: session policy";
const ENDPOINT = "implicit: VPC endpoint policy";
const toAlice = [allowTo({ AWS: alice.arn })];
const toRole = [allowTo({ AWS: ROLE })];
const toSession = [allowTo({ AWS: nightly.arn })];
const toAccount = [allowTo({ AWS: OWN })];
const other = [allow("sqs:*")];

export const combinationCases: PolicyCase[] = [
  ...cases("documented: IAM guide, Policy evaluation, identity-based with resource-based policies", [
    [
      "only the identity's policy allows",
      "allowed",
      { identity: [allow()], resourcePolicy: [allowTo({ AWS: `arn:aws:iam::${OWN}:user/bob` })] },
    ],
    ["only the resource's policy allows", "allowed", { identity: other, resourcePolicy: toAlice }],
    ["both allow", "allowed", { identity: [allow()], resourcePolicy: toAlice }],
    ["neither allows", IDENTITY, { identity: other, resourcePolicy: [allowTo({ AWS: alice.arn }, "s3:PutObject")] }],
    [
      "the identity's policy denies",
      "explicit: identity-based policy",
      { identity: [deny()], resourcePolicy: toAlice },
    ],
    [
      "the resource's policy denies",
      "explicit: resource-based policy",
      { identity: [allow()], resourcePolicy: [denyTo("*")] },
    ],
    ["both deny", "explicit: identity-based policy", { identity: [deny()], resourcePolicy: [denyTo("*")] }],
    [
      "the resource's policy denies what it allows",
      "explicit: resource-based policy",
      { resourcePolicy: [...toAlice, denyTo({ AWS: alice.arn }, "s3:Get*")] },
    ],
    [
      "the resource's policy is of another resource",
      IDENTITY,
      { resourcePolicy: [allowTo({ AWS: alice.arn }, "s3:*", "arn:aws:s3:::other/*")] },
    ],
    ["a role by its own policy", "allowed", { caller: nightly, identity: [allow()] }],
    ["a role by the resource's policy", "allowed", { caller: nightly, resourcePolicy: toRole }],
  ]),
  ...cases("documented: IAM guide, Permissions boundaries", [
    ["identity and boundary allow", "allowed", { identity: [allow()], boundary: [allow()] }],
    ["the boundary does not allow", BOUNDARY, { identity: [allow()], boundary: other }],
    ["the boundary alone allows nothing", IDENTITY, { boundary: [allow()] }],
    ["neither allows", IDENTITY, { identity: other, boundary: other }],
    [
      "the boundary denies",
      "explicit: permissions boundary",
      { identity: [allow()], boundary: [allow(), deny("s3:Get*")] },
    ],
    [
      "the identity denies within the boundary",
      "explicit: identity-based policy",
      { identity: [allow(), deny()], boundary: [allow()] },
    ],
    [
      "the boundary allows another resource",
      BOUNDARY,
      { identity: [allow()], boundary: [allow("s3:*", "arn:aws:s3:::other/*")] },
    ],
    [
      "a condition in the boundary holds",
      "allowed",
      {
        identity: [allow()],
        boundary: [{ ...allow(), Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }],
        context: { "aws:RequestedRegion": "us-east-1" },
      },
    ],
    [
      "a condition in the boundary does not hold",
      BOUNDARY,
      {
        identity: [allow()],
        boundary: [{ ...allow(), Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }],
        context: { "aws:RequestedRegion": "eu-west-1" },
      },
    ],
    [
      "a variable in the boundary",
      "allowed",
      {
        identity: [allow()],
        boundary: [allow("s3:*", "arn:aws:s3:::lake/${aws:PrincipalTag/zone}/*")],
        context: { "aws:PrincipalTag/zone": "raw" },
      },
    ],
    [
      "Shirley may what both say",
      "allowed",
      {
        action: "s3:ListBucket",
        resource: "arn:aws:s3:::b",
        identity: [allow(["s3:*", "iam:CreateUser"])],
        boundary: [allow(["s3:*", "cloudwatch:*", "ec2:*"])],
      },
    ],
    [
      "Shirley may not what only her policy says",
      BOUNDARY,
      {
        action: "iam:CreateUser",
        resource: `arn:aws:iam::${OWN}:user/x`,
        identity: [allow(["s3:*", "iam:CreateUser"])],
        boundary: [allow(["s3:*", "cloudwatch:*", "ec2:*"])],
      },
    ],
    ["a role's boundary", BOUNDARY, { caller: nightly, identity: [allow()], boundary: other }],
    [
      "a user named by the resource is not limited by its boundary",
      "allowed",
      { boundary: other, resourcePolicy: toAlice },
    ],
    [
      "a user reached as everyone is not limited by its boundary",
      "allowed",
      { boundary: other, resourcePolicy: [allowTo("*")] },
    ],
    [
      "a user named by the resource is denied by its boundary",
      "explicit: permissions boundary",
      { boundary: [deny()], resourcePolicy: toAlice },
    ],
    [
      "a role named by the resource is limited by its boundary",
      BOUNDARY,
      { caller: nightly, boundary: other, resourcePolicy: toRole },
    ],
    [
      "a role named by the resource, within its boundary",
      "allowed",
      { caller: nightly, boundary: [allow()], resourcePolicy: toRole },
    ],
    [
      "a session named by the resource is not limited by its boundary",
      "allowed",
      { caller: nightly, boundary: other, resourcePolicy: toSession },
    ],
    [
      "a session named by the resource is denied by its boundary",
      "explicit: permissions boundary",
      { caller: nightly, boundary: [deny()], resourcePolicy: toSession },
    ],
    [
      "a resource that names the account leaves it to identity and boundary",
      BOUNDARY,
      { identity: [allow()], boundary: other, resourcePolicy: toAccount },
    ],
    [
      "a federated user is limited by the boundary of its maker",
      BOUNDARY,
      { caller: federated, identity: [allow()], boundary: other, session: [allow()] },
    ],
    [
      "its maker named by the resource does not lift that",
      BOUNDARY,
      { caller: federated, boundary: other, session: [allow()], resourcePolicy: toAlice },
    ],
    [
      "the federated user named by the resource does",
      "allowed",
      { caller: federated, boundary: other, session: other, resourcePolicy: [allowTo({ AWS: federated.arn })] },
    ],
  ]),
  ...cases("documented: IAM guide, Session policies", [
    ["identity and session policy allow", "allowed", { caller: nightly, identity: [allow()], session: [allow()] }],
    ["a role's session without session policies", "allowed", { caller: nightly, identity: [allow()] }],
    ["the session policy does not allow", SESSION, { caller: nightly, identity: [allow()], session: other }],
    ["the session policy alone allows nothing", IDENTITY, { caller: nightly, session: [allow()] }],
    [
      "the session policy denies",
      "explicit: session policy",
      { caller: nightly, identity: [allow()], session: [allow(), deny("s3:Get*")] },
    ],
    [
      "one of several session policies allows",
      "allowed",
      { caller: nightly, identity: [allow()], session: other, otherSession: [allow()] },
    ],
    [
      "none of several session policies allows",
      SESSION,
      { caller: nightly, identity: [allow()], session: other, otherSession: [allow("iam:*")] },
    ],
    [
      "one of several session policies denies",
      "explicit: session policy",
      { caller: nightly, identity: [allow()], session: [allow()], otherSession: [deny()] },
    ],
    [
      "identity, boundary and session policy allow",
      "allowed",
      { caller: nightly, identity: [allow()], boundary: [allow()], session: [allow()] },
    ],
    [
      "the boundary is asked before the session policy",
      BOUNDARY,
      { caller: nightly, identity: [allow()], boundary: other, session: other },
    ],
    [
      "a role named by the resource is limited by the session policy",
      SESSION,
      { caller: nightly, session: other, resourcePolicy: toRole },
    ],
    [
      "a role named by the resource, within the session policy",
      "allowed",
      { caller: nightly, session: [allow()], resourcePolicy: toRole },
    ],
    [
      "a session named by the resource is not limited by the session policy",
      "allowed",
      { caller: nightly, session: other, resourcePolicy: toSession },
    ],
    [
      "a session named by the resource is denied by the session policy",
      "explicit: session policy",
      { caller: nightly, session: [deny()], resourcePolicy: toSession },
    ],
    [
      "a session reached as everyone is not limited by the session policy",
      "allowed",
      { caller: nightly, session: other, resourcePolicy: [allowTo("*")] },
    ],
    [
      "everyone under a condition on the role's ARN does the same",
      "allowed",
      {
        caller: nightly,
        session: other,
        resourcePolicy: [{ ...allowTo("*"), Condition: { ArnEquals: { "aws:PrincipalArn": ROLE } } }],
        context: { "aws:PrincipalArn": ROLE },
      },
    ],
    ["a federated user without session policies may nothing", SESSION, { caller: federated, identity: [allow()] }],
    ["a federated user may what both allow", "allowed", { caller: federated, identity: [allow()], session: [allow()] }],
    [
      "a federated user may not more than its maker",
      IDENTITY,
      { caller: federated, identity: other, session: [allow()] },
    ],
    [
      "a federated user named by the resource needs no session policy",
      "allowed",
      { caller: federated, resourcePolicy: [allowTo({ AWS: federated.arn })] },
    ],
    [
      "a federated user of root may what the session policy allows",
      "allowed",
      { caller: { ...federated, session: { issuerArn: root.arn, issuedMs: 0 } }, session: [allow()] },
    ],
    [
      "a federated user of root may no more",
      SESSION,
      { caller: { ...federated, session: { issuerArn: root.arn, issuedMs: 0 } }, session: other },
    ],
  ]),
  ...cases("documented: VPC guide, Control access to VPC endpoints using endpoint policies", [
    ["identity and endpoint allow", "allowed", { identity: [allow()], endpoint: [allowTo("*")] }],
    [
      "the endpoint does not allow the action",
      ENDPOINT,
      { identity: [allow()], endpoint: [allowTo("*", "s3:PutObject")] },
    ],
    [
      "the endpoint does not allow the resource",
      ENDPOINT,
      { identity: [allow()], endpoint: [allowTo("*", "s3:*", "arn:aws:s3:::other/*")] },
    ],
    [
      "the endpoint denies",
      "explicit: VPC endpoint policy",
      { identity: [allow()], endpoint: [allowTo("*"), denyTo("*", "s3:Get*")] },
    ],
    ["the endpoint alone allows nothing", IDENTITY, { endpoint: [allowTo("*")] }],
    ["the endpoint names the user", "allowed", { identity: [allow()], endpoint: [allowTo({ AWS: alice.arn })] }],
    ["the endpoint names the account", "allowed", { identity: [allow()], endpoint: [allowTo({ AWS: OWN })] }],
    ["the endpoint names another", ENDPOINT, { identity: [allow()], endpoint: [allowTo({ AWS: ROLE })] }],
    [
      "a user named by the resource is limited by the endpoint",
      ENDPOINT,
      { resourcePolicy: toAlice, endpoint: [allowTo("*", "s3:PutObject")] },
    ],
    [
      "anonymous callers are limited by the endpoint",
      ENDPOINT,
      { caller: anonymous, resourcePolicy: [allowTo("*")], endpoint: [allowTo("*", "s3:PutObject")] },
    ],
    ["root users are limited by the endpoint", ENDPOINT, { caller: root, endpoint: [allowTo("*", "s3:PutObject")] }],
    [
      "root users are denied by the endpoint",
      "explicit: VPC endpoint policy",
      { caller: root, endpoint: [allowTo("*"), denyTo("*")] },
    ],
  ]),
  ...cases("inferred: what a grant or an ACL allows counts as the resource naming the caller", [
    ["a user", "allowed", { granted: true }],
    [
      "a user whose resource has a policy that requires",
      "allowed",
      { granted: true, mode: "required", resourcePolicy: toRole },
    ],
    ["a role's session", "allowed", { caller: nightly, granted: true }],
    ["a role's session is limited by its session policy", SESSION, { caller: nightly, granted: true, session: other }],
    ["an anonymous caller", "allowed", { caller: anonymous, granted: true }],
    ["a service", "allowed", { caller: firehose, granted: true }],
    ["explicit denials of the identity win", "explicit: identity-based policy", { granted: true, identity: [deny()] }],
    [
      "explicit denials of the resource win",
      "explicit: resource-based policy",
      { granted: true, resourcePolicy: [denyTo("*")] },
    ],
  ]),
];
