// Root users, anonymous callers and service principals, who have no policies of their own.
import { allow, allowTo, anonymous, cases, deny, denyTo, firehose, OTHER, OWN, root, type PolicyCase } from "./case.ts";

const UNNAMED = "implicit: resource-based policy";

export const callerCases: PolicyCase[] = [
  ...cases("documented: IAM guide, AWS account root user", [
    ["may all in its account", "allowed", { caller: root }],
    ["may all on no resource in particular", "allowed", { caller: root, action: "iam:ListUsers", resource: "*" }],
    [
      "may all that a policy of others does not name it for",
      "allowed",
      { caller: root, resourcePolicy: [allowTo({ AWS: `arn:aws:iam::${OWN}:user/bob` })] },
    ],
    [
      "is denied by the resource's policy",
      "explicit: resource-based policy",
      { caller: root, resourcePolicy: [denyTo("*")] },
    ],
    [
      "is denied by the resource's policy under a condition that holds",
      "explicit: resource-based policy",
      {
        caller: root,
        resourcePolicy: [{ ...denyTo("*"), Condition: { Bool: { "aws:SecureTransport": "false" } } }],
        context: { "aws:SecureTransport": "false" },
      },
    ],
    [
      "is not denied under a condition that does not",
      "allowed",
      {
        caller: root,
        resourcePolicy: [{ ...denyTo("*"), Condition: { Bool: { "aws:SecureTransport": "false" } } }],
        context: { "aws:SecureTransport": "true" },
      },
    ],
    ["identity policies are not consulted", "allowed", { caller: root, identity: [deny()] }],
    ["boundaries are not consulted", "allowed", { caller: root, boundary: [deny()] }],
    ["may nothing in other accounts", UNNAMED, { caller: root, resourceAccount: OTHER }],
  ]),
  ...cases("documented: S3 guide, Anonymous requests", [
    ["may nothing", UNNAMED, { caller: anonymous }],
    ["may what everyone may", "allowed", { caller: anonymous, resourcePolicy: [allowTo("*")] }],
    [
      "may what everyone may on this resource",
      "allowed",
      { caller: anonymous, resourcePolicy: [allowTo("*", "s3:GetObject", "arn:aws:s3:::lake/*")] },
    ],
    ["may not another action", UNNAMED, { caller: anonymous, resourcePolicy: [allowTo("*", "s3:PutObject")] }],
    ["are none of the account", UNNAMED, { caller: anonymous, resourcePolicy: [allowTo({ AWS: OWN })] }],
    [
      "are denied",
      "explicit: resource-based policy",
      { caller: anonymous, resourcePolicy: [allowTo("*"), denyTo("*", "s3:Get*")] },
    ],
    [
      "from an address that is allowed",
      "allowed",
      {
        caller: anonymous,
        resourcePolicy: [{ ...allowTo("*"), Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }],
        context: { "aws:SourceIp": "10.1.2.3" },
      },
    ],
    [
      "from another address",
      UNNAMED,
      {
        caller: anonymous,
        resourcePolicy: [{ ...allowTo("*"), Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }],
        context: { "aws:SourceIp": "11.1.2.3" },
      },
    ],
    [
      "a condition on who they are does not hold",
      UNNAMED,
      {
        caller: anonymous,
        resourcePolicy: [{ ...allowTo("*"), Condition: { StringLike: { "aws:PrincipalArn": "*" } } }],
      },
    ],
    [
      "a variable of who they are has no value",
      UNNAMED,
      { caller: anonymous, resourcePolicy: [allowTo("*", "s3:*", "arn:aws:s3:::lake/${aws:username}/*")] },
    ],
    [
      "may in any account what everyone may",
      "allowed",
      { caller: anonymous, resourceAccount: OTHER, resourcePolicy: [allowTo("*")] },
    ],
    ["identity policies are not consulted", UNNAMED, { caller: anonymous, identity: [allow()] }],
  ]),
  ...cases("documented: IAM guide, Principal, AWS services: they have no policies of their own", [
    ["may nothing", UNNAMED, { caller: firehose }],
    [
      "may what the resource allows them",
      "allowed",
      { caller: firehose, resourcePolicy: [allowTo({ Service: "firehose.amazonaws.com" })] },
    ],
    [
      "in any account",
      "allowed",
      { caller: firehose, resourceAccount: OTHER, resourcePolicy: [allowTo({ Service: "firehose.amazonaws.com" })] },
    ],
    ["may what everyone may", "allowed", { caller: firehose, resourcePolicy: [allowTo("*")] }],
    ["identity policies are not consulted", UNNAMED, { caller: firehose, identity: [allow()] }],
    [
      "are denied by condition",
      "explicit: resource-based policy",
      {
        caller: firehose,
        resourcePolicy: [
          allowTo("*"),
          { ...denyTo("*"), Condition: { StringNotEquals: { "aws:SourceAccount": OWN } } },
        ],
        context: { "aws:SourceAccount": OTHER },
      },
    ],
  ]),
];
