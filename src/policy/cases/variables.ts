// Policy variables in resources and conditions.
import { allow, cases, deny, type PolicyCase } from "./case.ts";

const NONE = "implicit: identity-based policy";
const DENIED = "explicit: identity-based policy";
const HOME = "arn:aws:s3:::home/${aws:username}/*";
const user = { "aws:username": "alice" };
const withResource = (Resource: string, resource: string, context: PolicyCase["context"] = user) => ({
  identity: [allow("s3:*", Resource)],
  resource,
  ...(context === undefined ? {} : { context }),
});
const withCondition = (
  operator: string,
  value: unknown,
  given: string | undefined,
  more: Record<string, string> = user,
) => ({
  identity: [{ ...allow(), Condition: { [operator]: { "s3:prefix": value } } }],
  context: { ...more, ...(given === undefined ? {} : { "s3:prefix": given }) },
});

export const variableCases: PolicyCase[] = [
  ...cases("documented: IAM guide, Variables and tags, Resource element", [
    ["the caller's own folder", "allowed", withResource(HOME, "arn:aws:s3:::home/alice/x")],
    ["another's folder", NONE, withResource(HOME, "arn:aws:s3:::home/bob/x")],
    ["a folder that begins the same", NONE, withResource(HOME, "arn:aws:s3:::home/alice2/x")],
    [
      "names of keys mind no case",
      "allowed",
      withResource("arn:aws:s3:::home/${AWS:UserName}/*", "arn:aws:s3:::home/alice/x"),
    ],
    [
      "two variables",
      "allowed",
      withResource("arn:aws:s3:::${aws:PrincipalTag/team}/${aws:username}", "arn:aws:s3:::data/alice", {
        ...user,
        "aws:PrincipalTag/team": "data",
      }),
    ],
    [
      "two variables, one without value",
      NONE,
      withResource("arn:aws:s3:::${aws:PrincipalTag/team}/${aws:username}", "arn:aws:s3:::data/alice"),
    ],
    [
      "a tag in the middle of a name",
      "allowed",
      withResource("arn:aws:s3:::bucket-${aws:PrincipalTag/department}-x/*", "arn:aws:s3:::bucket-hr-x/f", {
        "aws:PrincipalTag/department": "hr",
      }),
    ],
    ["no value: nothing matches", NONE, withResource(HOME, "arn:aws:s3:::home/alice/x", {})],
    ["no value: not even the text itself", NONE, withResource(HOME, "arn:aws:s3:::home/${aws:username}/x", {})],
    [
      "no value in one of several",
      "allowed",
      { identity: [allow("s3:*", [HOME, "arn:aws:s3:::public/*"])], resource: "arn:aws:s3:::public/x" },
    ],
    [
      "no value in a denial",
      "allowed",
      { identity: [allow(), deny("s3:*", HOME)], resource: "arn:aws:s3:::home/alice/x" },
    ],
    [
      "in a denial",
      DENIED,
      { identity: [allow(), deny("s3:*", HOME)], resource: "arn:aws:s3:::home/alice/x", context: user },
    ],
    [
      "no value in NotResource: nothing is named",
      "allowed",
      { identity: [{ Effect: "Allow", Action: "s3:*", NotResource: HOME }], resource: "arn:aws:s3:::home/alice/x" },
    ],
    [
      "a value in NotResource",
      NONE,
      {
        identity: [{ Effect: "Allow", Action: "s3:*", NotResource: HOME }],
        resource: "arn:aws:s3:::home/alice/x",
        context: user,
      },
    ],
    [
      "a key of several values has none",
      NONE,
      withResource("arn:aws:s3:::${aws:TagKeys}/*", "arn:aws:s3:::a/x", { "aws:TagKeys": ["a"] }),
    ],
    [
      "variables before the fifth colon",
      NONE,
      {
        identity: [allow("sqs:*", "arn:aws:sqs:${aws:RequestedRegion}:111122223333:q")],
        action: "sqs:SendMessage",
        resource: "arn:aws:sqs:us-east-1:111122223333:q",
        context: { "aws:RequestedRegion": "us-east-1" },
      },
    ],
    [
      "a queue of one's own",
      "allowed",
      {
        identity: [allow("sqs:*", "arn:aws:sqs:us-east-2:*:${aws:username}-queue")],
        action: "sqs:SendMessage",
        resource: "arn:aws:sqs:us-east-2:111122223333:alice-queue",
        context: user,
      },
    ],
  ]),
  ...cases("documented: IAM guide, Variables and tags, special characters", [
    ["an asterisk that is one", "allowed", withResource("arn:aws:s3:::b/${*}", "arn:aws:s3:::b/*")],
    ["an asterisk that is no wildcard", NONE, withResource("arn:aws:s3:::b/${*}", "arn:aws:s3:::b/x")],
    ["a question mark that is one", "allowed", withResource("arn:aws:s3:::b/${?}", "arn:aws:s3:::b/?")],
    ["a question mark that is no wildcard", NONE, withResource("arn:aws:s3:::b/${?}", "arn:aws:s3:::b/x")],
    ["a dollar sign", "allowed", withResource("arn:aws:s3:::b/${$}{aws:username}", "arn:aws:s3:::b/${aws:username}")],
    ["in StringLike", "allowed", withCondition("StringLike", "a${*}b", "a*b")],
    ["in StringLike it is no wildcard", NONE, withCondition("StringLike", "a${*}b", "axb")],
    ["in StringEquals", "allowed", withCondition("StringEquals", "a${?}b", "a?b")],
  ]),
  ...cases("documented: IAM guide, Variables and tags, default values", [
    [
      "the value comes first",
      "allowed",
      withResource("arn:aws:s3:::b-${aws:PrincipalTag/team, 'company-wide'}", "arn:aws:s3:::b-yellow", {
        "aws:PrincipalTag/team": "yellow",
      }),
    ],
    [
      "the default without a value",
      "allowed",
      withResource("arn:aws:s3:::b-${aws:PrincipalTag/team, 'company-wide'}", "arn:aws:s3:::b-company-wide", {}),
    ],
    [
      "the default is not added",
      NONE,
      withResource("arn:aws:s3:::b-${aws:PrincipalTag/team, 'company-wide'}", "arn:aws:s3:::b-company-wide", {
        "aws:PrincipalTag/team": "yellow",
      }),
    ],
    [
      "nothing but the default",
      NONE,
      withResource("arn:aws:s3:::b-${aws:PrincipalTag/team, 'company-wide'}", "arn:aws:s3:::b-other", {}),
    ],
    ["in a condition", "allowed", withCondition("StringEquals", "${aws:PrincipalTag/team, 'none'}", "none", {})],
    ["an empty default", "allowed", withCondition("StringEquals", "x${aws:PrincipalTag/team, ''}", "x", {})],
  ]),
  ...cases("documented: IAM guide, Variables and tags, Condition element", [
    ["StringLike", "allowed", withCondition("StringLike", "${aws:username}/*", "alice/x")],
    ["StringLike of another", NONE, withCondition("StringLike", "${aws:username}/*", "bob/x")],
    ["StringEquals", "allowed", withCondition("StringEquals", "${aws:username}", "alice")],
    ["StringEqualsIgnoreCase", "allowed", withCondition("StringEqualsIgnoreCase", "${aws:username}", "ALICE")],
    ["StringNotEquals", NONE, withCondition("StringNotEquals", "${aws:username}", "alice")],
    [
      "one of several values",
      "allowed",
      withCondition("StringLike", ["", "home/", "home/${aws:username}/*"], "home/alice/a"),
    ],
    ["StringEquals, no value", NONE, withCondition("StringEquals", "${aws:username}", "alice", {})],
    ["StringLike, no value", NONE, withCondition("StringLike", "*${aws:username}", "alice", {})],
    ["StringNotEquals, no value", "allowed", withCondition("StringNotEquals", "${aws:username}", "alice", {})],
    ["StringNotLike, no value", "allowed", withCondition("StringNotLike", "${aws:username}", "alice", {})],
    ["neither key nor value", NONE, withCondition("StringEquals", "${aws:username}", undefined, {})],
    [
      "a denial where the team's tag is missing",
      DENIED,
      {
        identity: [
          allow(),
          { ...deny(), Condition: { StringNotEquals: { "s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}" } } },
        ],
        context: { "s3:ExistingObjectTag/Team": "red" },
      },
    ],
    [
      "a denial where the teams are the same",
      "allowed",
      {
        identity: [
          allow(),
          { ...deny(), Condition: { StringNotEquals: { "s3:ExistingObjectTag/Team": "${aws:PrincipalTag/Team}" } } },
        ],
        context: { "s3:ExistingObjectTag/Team": "red", "aws:PrincipalTag/Team": "red" },
      },
    ],
    [
      "ArnLike",
      "allowed",
      {
        identity: [
          { ...allow(), Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:user/${aws:username}" } } },
        ],
        context: { ...user, "aws:PrincipalArn": "arn:aws:iam::111122223333:user/alice" },
      },
    ],
    [
      "ArnLike with a variable of the account",
      "allowed",
      {
        identity: [
          { ...allow(), Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:${aws:PrincipalAccount}:t" } } },
        ],
        context: { "aws:PrincipalAccount": "111122223333", "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t" },
      },
    ],
    [
      "values are no wildcards",
      NONE,
      withCondition("StringLike", "${aws:PrincipalTag/team}", "data", { "aws:PrincipalTag/team": "*" }),
    ],
  ]),
  ...cases("documented: IAM guide, Version", [
    [
      "in 2008-10-17 a variable is text",
      "allowed",
      { ...withResource("arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/${aws:username}"), version: "2008-10-17" },
    ],
    [
      "in 2008-10-17 it has no value",
      NONE,
      { ...withResource("arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/alice"), version: "2008-10-17" },
    ],
    [
      "without a version it is text, too",
      "allowed",
      { ...withResource("arn:aws:s3:::b/${aws:username}", "arn:aws:s3:::b/${aws:username}"), version: null },
    ],
    [
      "in conditions of 2008-10-17 it is text",
      NONE,
      { ...withCondition("StringEquals", "${aws:username}", "alice"), version: "2008-10-17" },
    ],
    [
      "wildcards are of every version",
      "allowed",
      { ...withResource("arn:aws:s3:::b/*", "arn:aws:s3:::b/x"), version: "2008-10-17" },
    ],
  ]),
];
