import { describe, expect, it } from "vitest";
import { parsePolicy } from "./parse.ts";
import { isPublic } from "./public.ts";

const statement = (more: object): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*", ...more }],
  });
const check = (more: object): boolean => isPublic(parsePolicy(statement(more), "resource"));

/** Documented in "The meaning of public", unless a line says otherwise. */
const PUBLIC: [string, object][] = [
  ["everyone", {}],
  ["everyone by AWS", { Principal: { AWS: "*" } }],
  ["everyone among others", { Principal: { AWS: ["111122223333", "*"] } }],
  ["all but one", { Principal: undefined, NotPrincipal: { AWS: "111122223333" } }],
  ["a wildcard in the value", { Condition: { StringLike: { "aws:SourceVpc": "vpc-*" } } }],
  ["a variable in the value", { Condition: { StringEquals: { "aws:SourceVpc": "${aws:PrincipalTag/vpc}" } } }],
  ["one value of several with a wildcard", { Condition: { StringLike: { "aws:SourceVpc": ["vpc-1", "vpc-*"] } } }],
  ["a broad range", { Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } } }],
  ["a broad range of IPv6", { Condition: { IpAddress: { "aws:SourceIp": "2001::/16" } } }],
  ["all but a range", { Condition: { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } } }],
  ["all but one (inferred)", { Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-1" } } }],
  ["if it exists (inferred)", { Condition: { StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } } }],
  ["of another key", { Condition: { StringEquals: { "s3:x-amz-acl": "public-read" } } }],
  ["over TLS", { Condition: { Bool: { "aws:SecureTransport": "true" } } }],
  [
    "an access point of any account",
    { Condition: { StringLike: { "s3:DataAccessPointArn": "arn:aws:s3:*:*:accesspoint/*" } } },
  ],
];

const NOT_PUBLIC: [string, object][] = [
  ["an account", { Principal: { AWS: "111122223333" } }],
  ["a user", { Principal: { AWS: "arn:aws:iam::111122223333:user/ada" } }],
  ["a service", { Principal: { Service: "firehose.amazonaws.com" } }],
  ["a denial for everyone", { Effect: "Deny" }],
  ["a VPC", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-91237329" } } }],
  ["VPC endpoints", { Condition: { StringLike: { "AWS:SourceVpce": ["vpce-1", "vpce-2"] } } }],
  ["an organization", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }],
  ["a range", { Condition: { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/48"] } } }],
  ["an address", { Condition: { IpAddress: { "aws:SourceIp": "203.0.113.7" } } }],
  ["a source", { Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:t" } } }],
  [
    "access points of an account",
    { Condition: { StringLike: { "s3:DataAccessPointArn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/*" } } },
  ],
];

describe("public bucket policies", () => {
  it.each(PUBLIC)("public: %s", (_, more) => {
    expect(check(more)).toBe(true);
  });
  it.each(NOT_PUBLIC)("not public: %s", (_, more) => {
    expect(check(more)).toBe(false);
  });
});
