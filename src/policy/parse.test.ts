// Malformed documents and AWS's sentences about them. Those of identity policies are recorded through moto's policy
// cases, which were taken from AWS, unless a row says otherwise; those of trust policies through public code and threads.
// Long because it is one table: a document and the sentence about it.
import { describe, expect, it } from "vitest";
import type { PolicyKind } from "./document.ts";
import { parsePolicy } from "./parse.ts";
import { PolicyProblem } from "./problem.ts";

const SYNTAX = "Syntax errors in policy.";
const LEGACY = "The policy failed legacy parsing";
const VENDOR = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
const ACTIONS = "Policy statement must contain actions.";
const RESOURCES = "Policy statement must contain resources.";
const NEWEST = "Policy document must be version 2012-10-17 or greater.";
const UNIQUE = "Statement IDs (SID) in a single policy must be unique.";
const BUCKET = "arn:aws:s3:::bucket";

function problemOf(text: string, kind: PolicyKind): string | undefined {
  try {
    parsePolicy(text, kind);
    return undefined;
  } catch (error) {
    if (error instanceof PolicyProblem) return error.message;
    throw error;
  }
}

const statement = (changed: object): object =>
  JSON.parse(JSON.stringify({ Effect: "Allow", Action: "s3:ListBucket", Resource: BUCKET, ...changed }));
const document = (changed: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statement({}), ...changed });
const of = (...changed: object[]): string => document({ Statement: changed.map(statement) });
const none = undefined;

describe("identity policies", () => {
  it.each([
    ["text", "This is not a json document", SYNTAX],
    ["nothing", "", SYNTAX],
    ["an empty object", "{}", SYNTAX],
    ["a list", "[]", SYNTAX],
    ["text after the document", `${document({})} x`, SYNTAX],
    ["an unknown version", document({ Version: "2013-10-17" }), SYNTAX],
    ["no statement", document({ Statement: none }), SYNTAX],
    ["no statements", document({ Statement: [] }), SYNTAX],
    ["a statement that is text", document({ Statement: ["afd"] }), SYNTAX],
    ["an unknown element of the document", document({ "Extra field": "value" }), SYNTAX],
    ["an unknown element of the statement", of({ "Extra field": "value" }), SYNTAX],
    ["an id that is a list", document({ Id: ["x"] }), SYNTAX],
    ["an id that is an object", document({ Id: {} }), SYNTAX],
    ["an unknown effect", of({ Effect: "invalid" }), SYNTAX],
    ["no effect", of({ Effect: none }), SYNTAX],
    ["an effect in another case", of({ Effect: "denY" }), LEGACY],
    ["an action without service", of({ Action: "invalid" }), VENDOR],
    ["an empty NotAction", of({ Action: none, NotAction: "" }), VENDOR],
    ["an action without service comes before a missing resource", of({ Action: "invalid", Resource: none }), VENDOR],
    ["a service with a space", of({ Action: "a a:ListBucket" }), "Vendor a a is not valid"],
    ["two colons", of({ Action: "s3:List:Bucket" }), "Actions/Condition can contain only one colon."],
    [
      "two colons in a later statement",
      of({ Action: "s3s:ListBucket" }, { Action: "s:3s:ListBucket" }),
      "Actions/Condition can contain only one colon.",
    ],
    [
      "a resource comes before two colons",
      of({ Action: "s:3:ListBucket", Resource: "sdfsadf" }),
      'Resource sdfsadf must be in ARN format or "*".',
    ],
    [
      "a resource that is no ARN",
      of({ Resource: "invalid resource" }),
      'Resource invalid resource must be in ARN format or "*".',
    ],
    ["one in a list", of({ Resource: ["adf"] }), 'Resource adf must be in ARN format or "*".'],
    ["an empty resource", of({ Resource: "" }), 'Resource  must be in ARN format or "*".'],
    [
      "two parts",
      of({ Resource: "a:bsdfdsafsad" }),
      'Partition "bsdfdsafsad" is not valid for resource "arn:bsdfdsafsad:*:*:*:*".',
    ],
    ["three parts", of({ Resource: "a:b:cadfsdf" }), 'Partition "b" is not valid for resource "arn:b:cadfsdf:*:*:*".'],
    [
      "eight parts",
      of({ Resource: "a:b:c:d:e:f:g:h" }),
      'Partition "b" is not valid for resource "arn:b:c:d:e:f:g:h".',
    ],
    [
      "no arn before",
      of({ Resource: "aws:s3:::example_bucket" }),
      'Partition "s3" is not valid for resource "arn:s3:::example_bucket:*".',
    ],
    [
      "an unknown partition",
      of({ Resource: ["arn:error:s3:::b", "arn:error:s3::b"] }),
      'Partition "error" is not valid for resource "arn:error:s3:::b".',
    ],
    ["no resource", of({ Resource: none }), RESOURCES],
    ["no resources", of({ Resource: [] }), RESOURCES],
    ["no action", of({ Action: none }), ACTIONS],
    ["no actions", of({ Action: [] }), ACTIONS],
    ["an effect alone", of({ Action: none, Resource: none }), ACTIONS],
    ["no action in the first of two", of({ Effect: "Deny", Action: none, Resource: none }, {}), ACTIONS],
    [
      "IAM's resources",
      of({ Resource: "arn:aws:iam:::example_bucket" }),
      'IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.',
    ],
    [
      "IAM's region",
      of({ Resource: "arn:aws:iam:us-east-1::example_bucket" }),
      "IAM resource arn:aws:iam:us-east-1::example_bucket cannot contain region information.",
    ],
    [
      "S3's region",
      of({ Resource: "arn:aws:s3:us-east-1::example_bucket" }),
      "Resource arn:aws:s3:us-east-1::example_bucket can not contain region information.",
    ],
    ["a part too few", of({ Resource: "arn:aws:s3::example_bucket" }), LEGACY],
    [
      "a part too few comes before a missing action",
      of({ Action: none, Resource: "arn:aws:s3::example_bucket" }),
      LEGACY,
    ],
    ["a part too few of NotResource", of({ Resource: none, NotResource: "arn:aws:s3::example_bucket" }), LEGACY],
    ["no service", of({ Resource: "arn:aws::::example_bucket" }), LEGACY],
    ["no service and too few parts", of({ Resource: "arn:aws::fdsasf" }), LEGACY],
    [
      "a partition alone",
      of({ Resource: "arn:aws" }),
      "Resource vendor must be fully qualified and cannot contain regexes.",
    ],
    ["a resource that is an object", of({ Resource: { a: BUCKET } }), SYNTAX],
    ["an object among resources", of({ Resource: ["adfdf", {}] }), SYNTAX],
    ["both Resource and NotResource", of({ NotResource: [] }), SYNTAX],
    ["both Action and NotAction", of({ NotAction: "iam:dsf" }), SYNTAX],
    ["a list among actions", of({ Action: [[]] }), SYNTAX],
    ["an action that is an object", of({ Action: {} }), SYNTAX],
    ["a list as conditions", of({ Condition: [] }), SYNTAX],
    [
      "a list of conditions",
      of({ Condition: [{ "ForAllValues:StringEquals": { "aws:TagKeys": "Department" } }] }),
      SYNTAX,
    ],
    ["text as conditions", of({ Condition: "a" }), SYNTAX],
    ["text under an operator", of({ Condition: { a: "b" } }), SYNTAX],
    ["a list under an operator", of({ Condition: { DateGreaterThan: [] } }), SYNTAX],
    ["an object as a value", of({ Condition: { DateGreaterThan: { a: {} } } }), SYNTAX],
    ["an unknown operator", of({ Condition: { x: { a: "1" } } }), SYNTAX],
    ["two colons in an operator", of({ Condition: { "ForAnyValue::StringEqualsIfExists": { a: "asf" } } }), SYNTAX],
    ["a sid that is an object", of({ Sid: {} }), SYNTAX],
    ["a sid that is a list", of({ Sid: [] }), SYNTAX],
    ["a sid twice", of({ Sid: "sdf" }, { Sid: "sdf", Action: none, Resource: none }), UNIQUE],
    ["an effect in another case comes before a sid twice", of({ Sid: "sdf", Effect: "aLLow" }, { Sid: "sdf" }), LEGACY],
    ["no date", of({ Condition: { DateGreaterThan: { a: "sdfdsf" } } }), LEGACY],
    [
      "no date comes before a missing action",
      of({ Action: none, Condition: { DateGreaterThan: { a: "sdfdsf" } } }),
      LEGACY,
    ],
    [
      "no date comes before an unknown partition",
      of({ Resource: "arn:error:s3:::b", Condition: { DateGreaterThan: { a: "sdfdsf" } } }),
      LEGACY,
    ],
    ["the thirteenth month", of({ Condition: { DateLessThanEquals: { a: "234-13" } } }), LEGACY],
    ["a zone of one digit", of({ Condition: { DateLessThanEquals: { a: "2016-12-13t2:00:00.593194+1" } } }), LEGACY],
    [
      "ten digits of a second",
      of({ Condition: { DateLessThanEquals: { a: "2016-12-13t2:00:00.1999999999+10:59" } } }),
      LEGACY,
    ],
    ["seconds past 63 bits", of({ Condition: { DateLessThan: { a: "9223372036854775808" } } }), LEGACY],
  ])("%s", (_title, text, sentence) => {
    expect(problemOf(text, "managed")).toBe(sentence);
    expect(problemOf(text, "identity")).toBe(sentence);
  });

  it.each([
    ["no version", document({ Version: none })],
    ["the older version", document({ Version: "2008-10-17" })],
    [
      "no version comes before a sid twice",
      document({ Version: none, Statement: [statement({ Sid: "a" }), statement({ Sid: "a" })] }),
    ],
    [
      "no version comes before no date",
      document({ Version: none, Statement: statement({ Condition: { DateGreaterThan: { a: "x" } } }) }),
    ],
  ])("managed policies: %s", (_title, text) => {
    expect(problemOf(text, "managed")).toBe(NEWEST);
  });

  it.each([
    [
      "a principal (recorded in public threads)",
      of({ Principal: "*" }),
      "Policy document should not specify a principal.",
    ],
    ["NotPrincipal (inferred)", of({ NotPrincipal: { AWS: "*" } }), "Policy document should not specify a principal."],
    [
      "a sid with a dash (recorded in public threads)",
      of({ Sid: "allow-list" }),
      "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    ],
    [
      "a service with a wildcard (inferred)",
      of({ Resource: "arn:aws:s*:::b" }),
      "Resource vendor must be fully qualified and cannot contain regexes.",
    ],
    ["Null with IfExists (documented)", of({ Condition: { NullIfExists: { a: "true" } } }), SYNTAX],
    ["no number (inferred)", of({ Condition: { NumericLessThan: { a: "ten" } } }), LEGACY],
    ["no boolean (inferred)", of({ Condition: { Bool: { a: "maybe" } } }), LEGACY],
    ["no boolean of Null (inferred)", of({ Condition: { Null: { a: "maybe" } } }), LEGACY],
    ["no address (inferred)", of({ Condition: { IpAddress: { a: "10.0.0.0/33" } } }), LEGACY],
    ["no address of six (inferred)", of({ Condition: { NotIpAddress: { a: "1:2:3::4::5" } } }), LEGACY],
    ["no base64 (inferred)", of({ Condition: { BinaryEquals: { a: "*" } } }), LEGACY],
    ["null as a value (inferred)", of({ Condition: { StringEquals: { a: null } } }), SYNTAX],
    ["an element twice (documented: grammar)", document({}).replace('"Effect"', '"Effect":"Deny","Effect"'), SYNTAX],
    ["an operator twice (inferred)", of({}).replace('"Effect"', '"Condition":{"Null":{},"Null":{}},"Effect"'), SYNTAX],
    [
      "an element spelt with escapes twice (inferred)",
      document({}).replace('"Effect"', '"\\u0045ffect":"Deny","Effect"'),
      SYNTAX,
    ],
    ["a comma too many (inferred)", document({}).replace("}}", "},}"), SYNTAX],
    ["a comment (inferred)", `${document({})}// x`, SYNTAX],
    ["a byte order mark (inferred)", `\uFEFF${document({})}`, SYNTAX],
    ["nesting without end (inferred)", "[".repeat(100_000), SYNTAX],
    ["objects nested too deeply (inferred)", `${'{"a":'.repeat(1_000)}1${"}".repeat(1_000)}`, SYNTAX],
    ["more characters than IAM takes (inferred)", document({ Id: "x".repeat(140_000) }), SYNTAX],
  ])("%s", (_title, text, sentence) => {
    expect(problemOf(text, "identity")).toBe(sentence);
  });

  it.each([
    ["one statement", document({})],
    ["a name of any kind", of({ Action: "iam: asdf safdsf af " })],
    ["a wildcard among resources", of({ Resource: [BUCKET, "*"] })],
    ["all actions", of({ Action: "*" })],
    ["a service that there is not", of({ Action: "service-prefix:action-name" })],
    ["a service with a dot", of({ Action: "s3.s:ListBucket" })],
    ["a service that there is not, of a resource", of({ Resource: "arn:aws:s33:::b" })],
    ["an ARN cut short", of({ Resource: "arn:aws:fdsasf" })],
    ["a user's ARN without account", of({ Resource: "arn:aws:iam:::user/b" })],
    ["a region", of({ Resource: "arn:aws:ec2:us-east-1::b" })],
    ["an access point's region", of({ Resource: "arn:aws:s3:us-west-2:123456789012:accesspoint/a/object/*" })],
    ["no conditions", of({ Condition: {} })],
    ["operators without keys, even unknown ones", of({ Condition: { x: {}, y: {}, DateGreaterThan: {} } })],
    ["a key without values", of({ Condition: { DateGreaterThan: { a: [] } } })],
    ["a set operator", of({ Condition: { "ForAllValues:StringEquals": { "aws:TagKeys": "Department" } } })],
    ["a set operator with IfExists", of({ Condition: { "ForAnyValue:StringEqualsIfExists": { a: "asf" } } })],
    ["a day and a T", of({ Condition: { DateGreaterThan: { a: "01T" } } })],
    ["microseconds and a zone", of({ Condition: { DateLessThanEquals: { a: "2016-12-13T21:20:37.593194+00:00" } } })],
    ["a zone of hours", of({ Condition: { DateLessThanEquals: { a: "2016-12-13t2:00:00.593194+23" } } })],
    ["the first year", of({ Condition: { DateLessThan: { a: "-292275054" } } })],
    ["NotAction with NotResource", of({ Action: none, NotAction: "s3:ListBucket", Resource: none, NotResource: "*" })],
    ["an id", document({ Id: "sdfsdfsdf" })],
    ["empty sids, twice", of({ Sid: "" }, { Sid: "" })],
    ["variables", of({ Resource: "arn:aws:iam::*:user/${aws:username}" })],
  ])("well formed: %s", (_title, text) => {
    expect(problemOf(text, "managed")).toBeUndefined();
  });

  it("inline policies may be of the older version or of none, as public templates have them", () => {
    expect(parsePolicy(document({ Version: "2008-10-17" }), "identity").version).toBe("2008-10-17");
    expect(parsePolicy(document({ Version: none }), "identity").version).toBe("2008-10-17");
  });

  it("session policies are identity policies with a sentence of their own about JSON", () => {
    expect(problemOf("{", "session")).toBe("The policy is not in the valid JSON format.");
    expect(problemOf(of({ Principal: "*" }), "session")).toBe("Policy document should not specify a principal.");
    expect(problemOf(of({}), "session")).toBeUndefined();
  });
});

describe("trust policies", () => {
  const trust = (changed: object, more: object = {}): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "sts:AssumeRole", ...changed },
      ...more,
    });

  it.each([
    ["text", "x", "This policy contains invalid Json"],
    ["a list", "[]", "This policy contains invalid Json"],
    ["an unknown version", trust({}, { Version: "2020-01-01" }), "The policy must contain a valid version string"],
    ["no statements", trust({}, { Statement: [] }), "Could not parse the policy: Statement is empty!"],
    ["no statement", trust({}, { Statement: none }), "Missing required field Statement"],
    ["an unknown field", trust({ Comment: "x" }), "Unknown field Comment"],
    ["no effect", trust({ Effect: none }), "Missing required field Effect"],
    ["an unknown effect", trust({ Effect: "Maybe" }), "Invalid effect: Maybe"],
    ["an effect in another case", trust({ Effect: "allow" }), "Invalid effect: allow"],
    ["no principal", trust({ Principal: none }), "Missing required field Principal"],
    ["an empty principal", trust({ Principal: {} }), "Missing required field Principal cannot be empty!"],
    ["everyone in short", trust({ Principal: "*" }), 'Invalid principal in policy: "STAR":"*"'],
    ["a principal of an unknown type", trust({ Principal: { Robot: "x" } }), 'Invalid principal in policy: "Robot"'],
    [
      "a canonical user",
      trust({ Principal: { CanonicalUser: "79a5" } }),
      'Invalid principal in policy: "CanonicalUser"',
    ],
    [
      "a wildcard in a principal",
      trust({ Principal: { AWS: "arn:aws:iam::*:root" } }),
      'Invalid principal in policy: "AWS":"arn:aws:iam::*:root"',
    ],
    ["no ARN", trust({ Principal: { AWS: "alice" } }), 'Invalid principal in policy: "AWS":"alice"'],
    ["no service", trust({ Principal: { Service: "ec2" } }), 'Invalid principal in policy: "SERVICE":"ec2"'],
    [
      "NotPrincipal that allows",
      trust({ Principal: none, NotPrincipal: { AWS: "*" } }),
      "Allow with NotPrincipal is not allowed.",
    ],
    [
      "NotPrincipal that denies",
      trust({ Effect: "Deny", Principal: none, NotPrincipal: { AWS: "*" } }),
      "AssumeRole policy must not contain NotPrincipal field.",
    ],
    ["no action", trust({ Action: none }), "Missing required field Action"],
    [
      "an action of another service",
      trust({ Action: "s3:GetObject" }),
      "AssumeRole policy may only specify STS AssumeRole actions.",
    ],
    ["all actions", trust({ Action: "*" }), "AssumeRole policy may only specify STS AssumeRole actions."],
    ["a resource", trust({ Resource: "*" }), "Has prohibited field Resource"],
    ["NotResource", trust({ NotResource: "*" }), "AssumeRole policy must not contain resources."],
    [
      "an unknown operator",
      trust({ Condition: { StringEqual: { "sts:ExternalId": "1" } } }),
      "Invalid Condition type : StringEqual",
    ],
  ])("%s", (_title, text, sentence) => {
    expect(problemOf(text, "trust")).toBe(sentence);
  });

  it.each([
    ["an account", trust({})],
    ["no version", trust({}, { Version: none })],
    ["everyone", trust({ Principal: { AWS: "*" } })],
    [
      "a service and users",
      trust({
        Principal: {
          Service: ["ec2.amazonaws.com"],
          AWS: ["arn:aws:iam::111122223333:user/a", "AIDAALICEALICEALICE1"],
        },
      }),
    ],
    [
      "a provider",
      trust({ Principal: { Federated: "cognito-identity.amazonaws.com" }, Action: "sts:AssumeRoleWithWebIdentity" }),
    ],
    ["tags and identity", trust({ Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"] })],
    ["a session", trust({ Principal: { AWS: "arn:aws:sts::111122223333:assumed-role/etl/nightly" } })],
  ])("well formed: %s", (_title, text) => {
    expect(problemOf(text, "trust")).toBeUndefined();
  });

  it("sids must be unique", () => {
    const sids = JSON.parse(trust({ Sid: "a" })).Statement;
    expect(problemOf(trust({}, { Statement: [sids, sids] }), "trust")).toBe(
      "The Statement Ids in the policy are not unique",
    );
  });
});

describe("resource policies", () => {
  const resource = (changed: object): string => of({ Principal: "*", ...changed });

  it.each([
    ["text", "x", "Policies must be valid JSON and the first byte must be '{'"],
    ["nothing", "", "Policies must be valid JSON and the first byte must be '{'"],
    ["an object cut short", "{", "This policy contains invalid Json"],
    ["no statement", document({ Statement: none }), "Missing required field Statement"],
    ["no principal", of({}), "Missing required field Principal"],
    ["no resource", resource({ Resource: none }), "Missing required field Resource"],
    ["an action without service", resource({ Action: "GetObject" }), "Policy has invalid action"],
    ["no date", resource({ Condition: { DateLessThan: { a: "x" } } }), "Invalid policy syntax."],
    ["both principals", resource({ NotPrincipal: "*" }), "Invalid policy syntax."],
    ["a number as action", resource({ Action: 1 }), "Invalid policy syntax."],
  ])("%s", (_title, text, sentence) => {
    expect(problemOf(text, "resource")).toBe(sentence);
    expect(problemOf(text, "endpoint")).toBe(sentence);
  });

  it.each([
    ["everyone in short", resource({})],
    ["a sid with spaces", resource({ Sid: "all may read" })],
    ["a canonical user", resource({ Principal: { CanonicalUser: "79a59d" } })],
    [
      "CloudFront's user",
      resource({ Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" } }),
    ],
    ["NotPrincipal", of({ Effect: "Deny", NotPrincipal: { AWS: "111122223333" } })],
    ["resources in a service's own form", resource({ Action: "execute-api:Invoke", Resource: "execute-api:/*/GET/*" })],
  ])("well formed: %s", (_title, text) => {
    expect(problemOf(text, "resource")).toBeUndefined();
  });
});

describe("positions", () => {
  // Recorded by LocalStack's test_simulate_principle_policy: line 1, columns 41 and 113 for this text.
  it("of the recorded document", () => {
    const text =
      '{"Version": "2012-10-17", "Statement": {"Sid": "", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}}';
    const [found] = parsePolicy(text, "identity").statements;
    expect([found?.start, found?.end]).toEqual([
      { line: 1, column: 41 },
      { line: 1, column: 113 },
    ]);
  });

  it("of several lines", () => {
    const text = JSON.stringify({ Version: "2012-10-17", Statement: [statement({}), statement({})] }, undefined, 2);
    const found = parsePolicy(text, "identity").statements.map(({ start, end }) => [start, end]);
    expect(found).toEqual([
      [
        { line: 4, column: 6 },
        { line: 8, column: 6 },
      ],
      [
        { line: 9, column: 6 },
        { line: 13, column: 6 },
      ],
    ]);
  });
});
