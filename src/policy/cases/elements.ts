// Action, NotAction, Resource, NotResource, Effect and the union of identity policies.
import { alice, allow, cases, deny, OBJECT, type PolicyCase } from "./case.ts";

const NONE = "implicit: identity-based policy";
const queue = "arn:aws:sqs:us-east-1:111122223333:orders";
const logs = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f:log-stream:2024";

export const elementCases: PolicyCase[] = [
  ...cases("documented: IAM guide, Action", [
    ["the action itself", "allowed", { identity: [allow("s3:GetObject")] }],
    ["case of the action does not count", "allowed", { identity: [allow("s3:getobject")] }],
    ["case of the service does not count", "allowed", { identity: [allow("S3:GetObject")] }],
    ["another action", NONE, { identity: [allow("s3:PutObject")] }],
    ["another service", NONE, { identity: [allow("sqs:GetObject")] }],
    ["all actions of the service", "allowed", { identity: [allow("s3:*")] }],
    ["all actions", "allowed", { identity: [allow("*")] }],
    ["one of several", "allowed", { identity: [allow(["s3:PutObject", "s3:GetObject"])] }],
    ["none of several", NONE, { identity: [allow(["s3:PutObject", "s3:DeleteObject"])] }],
    ["wildcard at the end", "allowed", { identity: [allow("s3:Get*")] }],
    ["wildcard at the beginning", "allowed", { identity: [allow("s3:*Object")] }],
    ["wildcard in the middle", "allowed", { identity: [allow("s3:G*t*ct")] }],
    [
      "wildcard on both sides",
      "allowed",
      { action: "iam:CreateAccessKey", resource: alice.arn, identity: [allow("iam:*AccessKey*")] },
    ],
    ["wildcard that matches nothing more", "allowed", { identity: [allow("s3:GetObject*")] }],
    ["wildcard that would need more", NONE, { identity: [allow("s3:GetObject?")] }],
    ["one character", "allowed", { identity: [allow("s3:GetObjec?")] }],
    ["one character is exactly one", NONE, { identity: [allow("s3:GetObj?t")] }],
    ["a prefix without a wildcard", NONE, { identity: [allow("s3:Get")] }],
    ["wildcards mind no case", "allowed", { identity: [allow("S3:gEt*")] }],
    ["a wildcard ends before another service", NONE, { identity: [allow("s3:*")], action: "s3tables:GetTable" }],
  ]),
  ...cases("inferred: a wildcard in the service of an action", [
    ["covers every service", "allowed", { identity: [allow("*:GetObject")] }],
  ]),
  ...cases("documented: IAM guide, NotAction", [
    ["allows all others", "allowed", { identity: [{ Effect: "Allow", NotAction: "iam:*", Resource: "*" }] }],
    ["does not allow the named", NONE, { identity: [{ Effect: "Allow", NotAction: "s3:*", Resource: "*" }] }],
    [
      "any of several named",
      NONE,
      { identity: [{ Effect: "Allow", NotAction: ["iam:*", "s3:GetObject"], Resource: "*" }] },
    ],
    [
      "denies all others",
      "explicit: identity-based policy",
      { identity: [allow("*"), { Effect: "Deny", NotAction: "iam:*", Resource: "*" }] },
    ],
    [
      "does not deny the named",
      "allowed",
      { identity: [allow("*"), { Effect: "Deny", NotAction: "s3:Get*", Resource: "*" }] },
    ],
    [
      "naming an action to be spared allows nothing",
      NONE,
      { identity: [{ Effect: "Deny", NotAction: "s3:*", Resource: "*" }] },
    ],
    ["on the resources it names only", NONE, { identity: [{ Effect: "Allow", NotAction: "iam:*", Resource: queue }] }],
    ["case does not count", NONE, { identity: [{ Effect: "Allow", NotAction: "S3:GETOBJECT", Resource: "*" }] }],
  ]),
  ...cases("documented: IAM guide, Resource", [
    ["the resource itself", "allowed", { identity: [allow("s3:*", OBJECT)] }],
    ["another resource", NONE, { identity: [allow("s3:*", "arn:aws:s3:::lake/raw/b.csv")] }],
    ["case counts", NONE, { identity: [allow("s3:*", "arn:aws:s3:::Lake/raw/2024/a.csv")] }],
    ["all resources", "allowed", { identity: [allow("s3:*", "*")] }],
    ["one of several", "allowed", { identity: [allow("s3:*", [queue, OBJECT])] }],
    ["everything in a bucket", "allowed", { identity: [allow("s3:*", "arn:aws:s3:::lake/*")] }],
    ["a bucket is not its objects", NONE, { identity: [allow("s3:*", "arn:aws:s3:::lake")] }],
    [
      "objects are not their bucket",
      NONE,
      { resource: "arn:aws:s3:::lake", identity: [allow("s3:*", "arn:aws:s3:::lake/*")] },
    ],
    ["a wildcard covers slashes", "allowed", { identity: [allow("s3:*", "arn:aws:s3:::lake/*.csv")] }],
    ["a wildcard in the middle", "allowed", { identity: [allow("s3:*", "arn:aws:s3:::lake/*/a.csv")] }],
    ["two wildcards", "allowed", { identity: [allow("s3:*", "arn:aws:s3:::*/raw/*")] }],
    ["a wildcard covers nothing, too", "allowed", { identity: [allow("s3:*", `${OBJECT}*`)] }],
    ["one character", "allowed", { identity: [allow("s3:*", "arn:aws:s3:::lake/raw/202?/a.csv")] }],
    ["one character is exactly one", NONE, { identity: [allow("s3:*", "arn:aws:s3:::lake/raw/2024?/a.csv")] }],
    ["one character may be a slash", "allowed", { identity: [allow("s3:*", "arn:aws:s3:::lake?raw/2024/a.csv")] }],
    [
      "slashes as in the guide: matched",
      "allowed",
      { resource: "arn:aws:s3:::b/1///test///object.jpg", identity: [allow("s3:*", "arn:aws:s3:::b/*/test/*")] },
    ],
    [
      "slashes as in the guide: a key that begins with one",
      "allowed",
      { resource: "arn:aws:s3:::b//test/object.jpg", identity: [allow("s3:*", "arn:aws:s3:::b/*/test/*")] },
    ],
    [
      "slashes as in the guide: a key that ends with one",
      "allowed",
      { resource: "arn:aws:s3:::b/1/test/", identity: [allow("s3:*", "arn:aws:s3:::b/*/test/*")] },
    ],
    [
      "slashes as in the guide: 1-test",
      NONE,
      { resource: "arn:aws:s3:::b/1-test/o.jpg", identity: [allow("s3:*", "arn:aws:s3:::b/*/test/*")] },
    ],
    [
      "slashes as in the guide: no folder before",
      NONE,
      { resource: "arn:aws:s3:::b/test/o.jpg", identity: [allow("s3:*", "arn:aws:s3:::b/*/test/*")] },
    ],
    [
      "slashes as in the guide: test.jpg",
      NONE,
      { resource: "arn:aws:s3:::b/1/2/test.jpg", identity: [allow("s3:*", "arn:aws:s3:::b/*/test/*")] },
    ],
    [
      "region by wildcard",
      "allowed",
      { action: "sqs:SendMessage", resource: queue, identity: [allow("sqs:*", "arn:aws:sqs:*:111122223333:orders")] },
    ],
    [
      "account by wildcard",
      "allowed",
      { action: "sqs:SendMessage", resource: queue, identity: [allow("sqs:*", "arn:aws:sqs:us-east-1:*:orders")] },
    ],
    [
      "another region",
      NONE,
      { action: "sqs:SendMessage", resource: queue, identity: [allow("sqs:*", "arn:aws:sqs:eu-west-1:*:orders")] },
    ],
    [
      "a part of the region",
      "allowed",
      { action: "sqs:SendMessage", resource: queue, identity: [allow("sqs:*", "arn:aws:sqs:us-*:*:orders")] },
    ],
    [
      "a wildcard does not reach into the next part",
      NONE,
      { action: "sqs:SendMessage", resource: queue, identity: [allow("sqs:*", "arn:aws:sqs:*:orders")] },
    ],
    [
      "the last part may have colons",
      "allowed",
      { action: "logs:PutLogEvents", resource: logs, identity: [allow("logs:*", "arn:aws:logs:*:*:*")] },
    ],
    [
      "a wildcard of the last part covers colons",
      "allowed",
      {
        action: "logs:PutLogEvents",
        resource: logs,
        identity: [allow("logs:*", "arn:aws:logs:*:*:log-group:*:log-stream:*")],
      },
    ],
    [
      "an ARN cut short means all the rest",
      "allowed",
      { action: "sqs:SendMessage", resource: queue, identity: [allow("sqs:*", "arn:aws:sqs:us-east-1")] },
    ],
    [
      "an ARN cut short after the region",
      NONE,
      { action: "sqs:SendMessage", resource: queue, identity: [allow("sqs:*", "arn:aws:sqs:eu-west-1")] },
    ],
    [
      "an action on no resource in particular",
      "allowed",
      { action: "s3:ListAllMyBuckets", resource: "*", identity: [allow("s3:ListAllMyBuckets")] },
    ],
    [
      "an action on no resource in particular needs the wildcard",
      NONE,
      { action: "s3:ListAllMyBuckets", resource: "*", identity: [allow("s3:ListAllMyBuckets", "arn:aws:s3:::*")] },
    ],
  ]),
  ...cases("documented: IAM guide, NotResource", [
    [
      "allows all others",
      "allowed",
      { identity: [{ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::payroll/*" }] },
    ],
    [
      "does not allow the named",
      NONE,
      { identity: [{ Effect: "Allow", Action: "s3:*", NotResource: "arn:aws:s3:::lake/*" }] },
    ],
    [
      "denies all others",
      "explicit: identity-based policy",
      {
        identity: [
          allow(),
          {
            Effect: "Deny",
            Action: "s3:*",
            NotResource: ["arn:aws:s3:::HRBucket/Payroll", "arn:aws:s3:::HRBucket/Payroll/*"],
          },
        ],
      },
    ],
    [
      "does not deny the named",
      "allowed",
      { identity: [allow(), { Effect: "Deny", Action: "s3:*", NotResource: OBJECT }] },
    ],
    ["any of several named", NONE, { identity: [{ Effect: "Allow", Action: "s3:*", NotResource: [queue, OBJECT] }] }],
    ["together with NotAction", "allowed", { identity: [{ Effect: "Allow", NotAction: "iam:*", NotResource: queue }] }],
    [
      "an action on no resource in particular is not the named one",
      "explicit: identity-based policy",
      {
        action: "s3:ListAllMyBuckets",
        resource: "*",
        identity: [allow(), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::lake/*" }],
      },
    ],
  ]),
  ...cases("documented: IAM guide, Policy evaluation logic", [
    ["no policies", NONE, {}],
    ["policies that say nothing of it", NONE, { identity: [allow("sqs:*")], otherIdentity: [allow("iam:*")] }],
    ["an allow in one policy is enough", "allowed", { identity: [allow("sqs:*")], otherIdentity: [allow()] }],
    ["an allow in one statement is enough", "allowed", { identity: [allow("sqs:*"), allow("iam:*"), allow()] }],
    ["a deny after the allow", "explicit: identity-based policy", { identity: [allow(), deny()] }],
    ["a deny before the allow", "explicit: identity-based policy", { identity: [deny(), allow()] }],
    [
      "a deny in another policy",
      "explicit: identity-based policy",
      { identity: [allow()], otherIdentity: [deny("s3:Get*")] },
    ],
    ["a deny of another action", "allowed", { identity: [allow(), deny("s3:DeleteObject")] }],
    ["a deny of another resource", "allowed", { identity: [allow(), deny("s3:*", "arn:aws:s3:::lake/secret/*")] }],
    ["a deny alone is an explicit one", "explicit: identity-based policy", { identity: [deny()] }],
    [
      "a deny whose condition does not hold",
      "allowed",
      {
        identity: [allow(), { ...deny(), Condition: { Bool: { "aws:SecureTransport": "false" } } }],
        context: { "aws:SecureTransport": "true" },
      },
    ],
    [
      "a deny whose condition holds",
      "explicit: identity-based policy",
      {
        identity: [allow(), { ...deny(), Condition: { Bool: { "aws:SecureTransport": "false" } } }],
        context: { "aws:SecureTransport": "false" },
      },
    ],
    [
      "Carlos writes to his bucket",
      "allowed",
      {
        action: "s3:PutObject",
        resource: "arn:aws:s3:::carlossalazar/f",
        identity: [
          allow("s3:*", ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"]),
          deny("s3:*", "arn:aws:s3:::*log*"),
        ],
      },
    ],
    [
      "Carlos may not write to logs",
      "explicit: identity-based policy",
      {
        action: "s3:PutObject",
        resource: "arn:aws:s3:::carlossalazar-logs/f",
        identity: [
          allow("s3:*", ["arn:aws:s3:::carlossalazar/*", "arn:aws:s3:::carlossalazar"]),
          deny("s3:*", "arn:aws:s3:::*log*"),
        ],
      },
    ],
    [
      "explicit and implicit in one policy: listed",
      "allowed",
      { action: "iam:ListUsers", resource: "*", identity: [allow(["iam:Get*", "iam:List*"]), deny("iam:*Report")] },
    ],
    [
      "explicit and implicit in one policy: not allowed",
      NONE,
      { action: "iam:CreatePolicy", resource: "*", identity: [allow(["iam:Get*", "iam:List*"]), deny("iam:*Report")] },
    ],
    [
      "explicit and implicit in one policy: denied",
      "explicit: identity-based policy",
      {
        action: "iam:GetOrganizationsAccessReport",
        resource: "*",
        identity: [allow(["iam:Get*", "iam:List*"]), deny("iam:*Report")],
      },
    ],
  ]),
];
