// Keys of several values, set operators, several keys and several operators.
import { allow, cases, conditionCases, deny, type PolicyCase } from "./case.ts";

const NONE = "implicit: identity-based policy";

export const quantifierCases: PolicyCase[] = [
  ...conditionCases("documented: IAM guide, Multivalued context keys, ForAllValues", [
    ["ForAllValues:StringEquals", ["ID", "Message", "Tags"], ["Message", "Tags"], true],
    ["ForAllValues:StringEquals", ["ID", "Message", "Tags"], ["ID", "Message", "Tags"], true],
    ["ForAllValues:StringEquals", ["ID", "Message", "Tags"], ["Message", "UserName"], false],
    ["ForAllValues:StringEquals", ["PostDateTime", "Message", "Tags"], ["PostDateTime", "UserName"], false],
    ["ForAllValues:StringEquals", ["ID"], "ID", true],
    ["ForAllValues:StringEquals", ["ID"], "Message", false],
    ["ForAllValues:StringEquals", ["ID"], undefined, true],
    ["ForAllValues:StringEquals", ["ID"], [], true],
    ["ForAllValues:StringEquals", ["ID"], "", true],
    ["ForAllValues:StringLike", ["cost*"], ["cost-center", "costs"], true],
    ["ForAllValues:StringLike", ["cost*"], ["cost-center", "owner"], false],
    ["ForAllValues:StringNotEquals", ["secret"], ["a", "b"], true],
    ["ForAllValues:StringNotEquals", ["secret"], ["a", "secret"], false],
    ["ForAllValues:StringNotEquals", ["secret"], undefined, true],
    ["ForAllValues:StringNotLike", ["sec*"], ["a", "secret"], false],
    ["ForAllValues:StringEqualsIfExists", ["ID"], undefined, true],
    ["ForAllValues:StringEqualsIfExists", ["ID"], ["ID", "x"], false],
    ["ForAllValues:StringEqualsIgnoreCase", ["id"], ["ID", "Id"], true],
    ["ForAllValues:NumericLessThan", "10", ["1", "9"], true],
    ["ForAllValues:NumericLessThan", "10", ["1", "10"], false],
    ["ForAllValues:ArnLike", "arn:aws:sns:*:*:*", ["arn:aws:sns:a:1:t", "arn:aws:sns:b:2:u"], true],
    ["ForAllValues:ArnLike", "arn:aws:sns:*:*:*", ["arn:aws:sns:a:1:t", "arn:aws:sqs:b:2:u"], false],
    ["ForAllValues:Bool", "true", ["true", "true"], true],
    ["ForAllValues:IpAddress", "10.0.0.0/8", ["10.0.0.1", "11.0.0.1"], false],
  ]),
  ...conditionCases("documented: IAM guide, Multivalued context keys, ForAnyValue", [
    ["ForAnyValue:StringEquals", ["ID", "PostDateTime"], ["PostDateTime", "Message"], true],
    ["ForAnyValue:StringEquals", ["ID", "PostDateTime"], ["UserName", "Message", "PostDateTime"], true],
    ["ForAnyValue:StringEquals", ["ID", "PostDateTime"], ["UserName"], false],
    ["ForAnyValue:StringEquals", ["ID"], "ID", true],
    ["ForAnyValue:StringEquals", ["ID"], undefined, false],
    ["ForAnyValue:StringEquals", ["ID"], [], false],
    ["ForAnyValue:StringLike", ["cost*"], ["owner", "cost-center"], true],
    ["ForAnyValue:StringLike", ["*"], [""], false],
    ["ForAnyValue:StringNotEquals", ["a"], ["a", "b"], true],
    ["ForAnyValue:StringNotEquals", ["a", "b"], ["a", "b"], false],
    ["ForAnyValue:StringNotEquals", ["a"], undefined, false],
    ["ForAnyValue:StringNotLike", ["a*"], ["ab", "ba"], true],
    ["ForAnyValue:StringEqualsIfExists", ["ID"], undefined, true],
    ["ForAnyValue:StringEqualsIfExists", ["ID"], ["x"], false],
    ["ForAnyValue:NumericGreaterThan", "10", ["1", "11"], true],
    ["ForAnyValue:DateLessThan", "2024-01-01", ["2023-01-01", "2025-01-01"], true],
    ["ForAnyValue:IpAddress", "10.0.0.0/8", ["11.0.0.1", "10.0.0.1"], true],
    ["ForAnyValue:ArnEquals", "arn:aws:sns:*:*:t", ["arn:aws:sns:a:1:x"], false],
  ]),
  ...conditionCases("inferred: keys of several values without a set operator", [
    ["StringEquals", "a", ["a", "b"], true],
    ["StringEquals", "c", ["a", "b"], false],
    ["StringNotEquals", "a", ["a", "b"], false],
    ["StringNotEquals", "c", ["a", "b"], true],
    ["StringLike", "a*", ["ab", "b"], true],
    ["StringNotLike", "a*", ["ab", "b"], false],
    ["StringEquals", "a", [], false],
    ["StringNotEquals", "a", [], true],
    ["StringEqualsIfExists", "a", [], true],
    ["Null", "true", [], true],
  ]),
  ...conditionCases("recorded: moto's policy cases, taken from AWS: lists of no values are well formed", [
    ["StringEquals", [], "a", false],
    ["StringNotEquals", [], "a", true],
    ["ForAllValues:StringEquals", [], ["a"], false],
    ["ForAllValues:StringEquals", [], [], true],
    ["ForAnyValue:StringEquals", [], ["a"], false],
  ]),
  ...cases("documented: IAM guide, Conditions with multiple context keys or values", [
    [
      "two keys, both hold",
      "allowed",
      conditional({ StringEquals: { "aws:a": "1", "aws:b": "2" } }, { "aws:a": "1", "aws:b": "2" }),
    ],
    [
      "two keys, one holds",
      NONE,
      conditional({ StringEquals: { "aws:a": "1", "aws:b": "2" } }, { "aws:a": "1", "aws:b": "3" }),
    ],
    [
      "two keys, one is not there",
      NONE,
      conditional({ StringEquals: { "aws:a": "1", "aws:b": "2" } }, { "aws:a": "1" }),
    ],
    [
      "two operators, both hold",
      "allowed",
      conditional({ StringEquals: { "aws:a": "1" }, Bool: { "aws:b": "true" } }, { "aws:a": "1", "aws:b": "true" }),
    ],
    [
      "two operators, one holds",
      NONE,
      conditional({ StringEquals: { "aws:a": "1" }, Bool: { "aws:b": "true" } }, { "aws:a": "1", "aws:b": "false" }),
    ],
    [
      "department and role of several, in one account",
      "allowed",
      conditional(
        {
          StringEqualsIgnoreCase: {
            "aws:PrincipalTag/department": ["finance", "hr", "legal"],
            "aws:PrincipalTag/role": ["audit", "security"],
          },
          StringEquals: { "aws:PrincipalAccount": "123456789012" },
        },
        {
          "aws:PrincipalTag/department": "HR",
          "aws:PrincipalTag/role": "Audit",
          "aws:PrincipalAccount": "123456789012",
        },
      ),
    ],
    [
      "department and role of several, in another account",
      NONE,
      conditional(
        {
          StringEqualsIgnoreCase: {
            "aws:PrincipalTag/department": ["finance", "hr", "legal"],
            "aws:PrincipalTag/role": ["audit", "security"],
          },
          StringEquals: { "aws:PrincipalAccount": "123456789012" },
        },
        {
          "aws:PrincipalTag/department": "HR",
          "aws:PrincipalTag/role": "Audit",
          "aws:PrincipalAccount": "999999999999",
        },
      ),
    ],
    ["a range of dates: within", "allowed", conditional(range(), { "aws:CurrentTime": "2024-03-01T00:00:00Z" })],
    ["a range of dates: before", NONE, conditional(range(), { "aws:CurrentTime": "2023-12-31T23:59:59Z" })],
    ["a range of dates: after", NONE, conditional(range(), { "aws:CurrentTime": "2024-07-01T00:00:00Z" })],
    [
      "names of keys mind no case in the policy",
      "allowed",
      conditional({ Bool: { "AWS:SECURETRANSPORT": "true" } }, { "aws:SecureTransport": "true" }),
    ],
    [
      "names of tags mind no case",
      "allowed",
      conditional({ StringEquals: { "aws:ResourceTag/TagKey1": "Value1" } }, { "aws:ResourceTag/tagkey1": "Value1" }),
    ],
    [
      "values of tags mind case",
      NONE,
      conditional({ StringEquals: { "aws:ResourceTag/TagKey1": "Value1" } }, { "aws:ResourceTag/TagKey1": "value1" }),
    ],
    ["no conditions in the element", "allowed", conditional({}, {})],
    ["an operator without keys", "allowed", conditional({ StringEquals: {} }, {})],
    [
      "tag keys of a request that must be among some",
      "allowed",
      conditional(
        {
          StringEquals: { "aws:RequestTag/CostCenter": ["A-123", "B-456"] },
          "ForAllValues:StringEquals": { "aws:TagKeys": "CostCenter" },
        },
        { "aws:RequestTag/CostCenter": "A-123", "aws:TagKeys": ["CostCenter"] },
      ),
    ],
    [
      "tag keys of a request with one more",
      NONE,
      conditional(
        {
          StringEquals: { "aws:RequestTag/CostCenter": ["A-123", "B-456"] },
          "ForAllValues:StringEquals": { "aws:TagKeys": "CostCenter" },
        },
        { "aws:RequestTag/CostCenter": "A-123", "aws:TagKeys": ["CostCenter", "Owner"] },
      ),
    ],
  ]),
  ...cases("documented: IAM guide, conditions of denials", [
    [
      "a negated operator denies when the key is not there",
      "explicit: identity-based policy",
      { identity: [allow(), { ...deny(), Condition: { StringNotEquals: { "aws:PrincipalTag/team": "data" } } }] },
    ],
    [
      "so does its IfExists",
      "explicit: identity-based policy",
      {
        identity: [allow(), { ...deny(), Condition: { StringNotEqualsIfExists: { "aws:PrincipalTag/team": "data" } } }],
      },
    ],
    [
      "a positive operator does not",
      "allowed",
      { identity: [allow(), { ...deny(), Condition: { StringEquals: { "aws:PrincipalTag/team": "ops" } } }] },
    ],
    [
      "BoolIfExists on MFA denies long-lived keys",
      "explicit: identity-based policy",
      { identity: [allow(), { ...deny(), Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }] },
    ],
    [
      "Bool on MFA does not",
      "allowed",
      { identity: [allow(), { ...deny(), Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } } }] },
    ],
    [
      "with MFA neither does",
      "allowed",
      {
        identity: [allow(), { ...deny(), Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } } }],
        context: { "aws:MultiFactorAuthPresent": "true" },
      },
    ],
    [
      "forbidden attributes: one of them",
      "explicit: identity-based policy",
      {
        action: "dynamodb:PutItem",
        resource: "arn:aws:dynamodb:us-east-1:111122223333:table/Thread",
        identity: [
          allow("dynamodb:*"),
          {
            ...deny("dynamodb:PutItem"),
            Condition: { "ForAnyValue:StringEquals": { "dynamodb:Attributes": ["ID", "PostDateTime"] } },
          },
        ],
        context: { "dynamodb:Attributes": ["UserName", "PostDateTime"] },
      },
    ],
    [
      "forbidden attributes: none of them",
      "allowed",
      {
        action: "dynamodb:PutItem",
        resource: "arn:aws:dynamodb:us-east-1:111122223333:table/Thread",
        identity: [
          allow("dynamodb:*"),
          {
            ...deny("dynamodb:PutItem"),
            Condition: { "ForAnyValue:StringEquals": { "dynamodb:Attributes": ["ID", "PostDateTime"] } },
          },
        ],
        context: { "dynamodb:Attributes": ["UserName"] },
      },
    ],
  ]),
];

function conditional(
  Condition: object,
  context: Record<string, string | readonly string[]>,
): Pick<PolicyCase, "identity" | "context"> {
  return { identity: [{ ...allow(), Condition }], context };
}

function range(): object {
  return {
    DateGreaterThan: { "aws:CurrentTime": "2024-01-01T00:00:00Z" },
    DateLessThan: { "aws:CurrentTime": "2024-06-30T23:59:59Z" },
  };
}
