// Which service a request is for, by scope, target, host, path or form; and what Forebay does not have.
import { describe, expect, test } from "vitest";
import { Directory, protocolOf } from "../../src/gateway/claim.ts";
import { bucketOfHost, foldBucket, serviceOfHost } from "../../src/gateway/virtual-host.ts";
import type { RequestHead } from "../../src/wire/http.ts";
import { serviceFacts } from "../../src/wire/models.ts";
import { readPresented } from "../../src/wire/sigv4/presented.ts";

const directory = new Directory(serviceFacts);
const FORM = { "content-type": "application/x-www-form-urlencoded" };
const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20300101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`,
});

function head(headers: Record<string, string> = {}, target = "/", method = "POST"): RequestHead {
  const [path = "/", query = ""] = target.split("?");
  return { method, path, query, headers: { host: "localhost:4566", ...headers } };
}

const claimed = (request: RequestHead, form?: string): readonly string[] =>
  directory.candidates(request, readPresented(request), form).map(({ name }) => name);

describe("the service", () => {
  test.each<[string, RequestHead, string | undefined, string]>([
    [
      "the target, whatever the scope",
      head({ "x-amz-target": "KinesisAnalytics_20180523.ListApplications", ...signedFor("kinesisanalytics") }),
      undefined,
      "kinesis-analytics-v2",
    ],
    [
      "the target, whatever the scope",
      head({ "x-amz-target": "KinesisAnalytics_20150814.ListApplications", ...signedFor("kinesisanalytics") }),
      undefined,
      "kinesis-analytics",
    ],
    [
      "the path of RPC v2",
      head({ "smithy-protocol": "rpc-v2-cbor" }, "/service/GraniteServiceVersion20100801/operation/ListMetrics"),
      undefined,
      "cloudwatch",
    ],
    ["the scope", head(signedFor("monitoring")), undefined, "cloudwatch"],
    ["the scope", head(signedFor("s3"), "/bucket/key", "GET"), undefined, "s3"],
    [
      "the scope and S3 Control's path",
      head({ ...signedFor("s3"), "x-amz-account-id": "1" }, "/v20180820/jobs", "GET"),
      undefined,
      "s3-control",
    ],
    ["a bucket that is named like S3 Control's path", head(signedFor("s3"), "/v20180820/jobs", "GET"), undefined, "s3"],
    ["the form's version", head(FORM), "Action=AssumeRoleWithWebIdentity&Version=2011-06-15", "sts"],
    ["the form's version", head(FORM), "Action=DescribeInstances&Version=2016-11-15", "ec2"],
    ["the host", head({ host: "kinesis.eu-west-1.amazonaws.com" }), undefined, "kinesis"],
    ["the host", head({ host: "sts.localhost.localstack.cloud:4566" }), undefined, "sts"],
    ["nothing else: S3", head({}, "/bucket/key", "GET"), undefined, "s3"],
    ["nothing else: S3", head({ host: "bucket.localhost:4566" }, "/key", "GET"), undefined, "s3"],
  ])("by %s", (_, request, form, expected) => {
    expect(claimed(request, form)).toEqual([expected]);
  });

  test("a scope may leave several", () => {
    expect(claimed(head(signedFor("es"), "/2021-01-01/domain", "GET"))).toEqual([
      "elasticsearch-service",
      "opensearch",
    ]);
  });

  test("a scope that nobody has leaves none", () => {
    expect(claimed(head(signedFor("sagemaker")))).toEqual([]);
  });
});

describe("the protocol", () => {
  const cloudwatch = ["awsJson1_0", "rpcV2Cbor", "awsQuery"] as const;
  test.each([
    [head({ "smithy-protocol": "rpc-v2-cbor" }), cloudwatch, "rpcV2Cbor"],
    [
      head({
        "x-amz-target": "GraniteServiceVersion20100801.ListMetrics",
        "content-type": "application/x-amz-json-1.0",
      }),
      cloudwatch,
      "awsJson1_0",
    ],
    [head(FORM), cloudwatch, "awsQuery"],
    [head({}, "/?Action=ListMetrics", "GET"), cloudwatch, "awsQuery"],
    [
      head({ "x-amz-target": "a.b", "content-type": "application/x-amz-json-1.0" }),
      ["awsJson1_1"] as const,
      "awsJson1_1",
    ],
    [head({ "x-amz-target": "a.b" }), ["restXml"] as const, "restXml"],
    [head(FORM), ["ec2Query"] as const, "ec2Query"],
  ])("%#", (request, spoken, expected) => {
    expect(protocolOf(request, spoken)).toBe(expected);
  });
});

describe("virtual hosts", () => {
  test.each([
    ["bucket.s3.amazonaws.com", "bucket"],
    ["my.dotted.bucket.s3.eu-west-1.amazonaws.com", "my.dotted.bucket"],
    ["bucket.s3-eu-west-1.amazonaws.com", "bucket"],
    ["bucket.s3.dualstack.eu-west-1.amazonaws.com", "bucket"],
    ["bucket.localhost:4566", "bucket"],
    ["bucket.s3.localhost:4566", "bucket"],
    ["bucket.s3.us-east-1.localhost:4566", "bucket"],
    ["bucket.s3.us-east-1.localhost.localstack.cloud:4566", "bucket"],
    ["bucket.localhost.localstack.cloud", "bucket"],
    ["s3.amazonaws.com", undefined],
    ["s3.eu-west-1.amazonaws.com", undefined],
    ["s3.localhost.localstack.cloud:4566", undefined],
    ["s3.us-east-1.localhost:4566", undefined],
    ["localhost.localstack.cloud:4566", undefined],
    ["localhost:4566", undefined],
    ["127.0.0.1:4566", undefined],
    ["forebay:4566", undefined],
    ["", undefined],
  ])("%s holds the bucket %s", (host, bucket) => {
    expect(bucketOfHost(host)).toBe(bucket);
  });

  test("the bucket is folded into the path", () => {
    expect(foldBucket(head({ host: "bucket.localhost" }, "/a/b?c=d")).path).toBe("/bucket/a/b");
    expect(foldBucket(head({ host: "bucket.localhost" }, "/")).path).toBe("/bucket/");
    expect(foldBucket(head({ host: "localhost" }, "/a/b")).path).toBe("/a/b");
  });

  test.each([
    ["kinesis.us-east-1.amazonaws.com", "kinesis"],
    ["sts.amazonaws.com", "sts"],
    ["sync-states.us-east-1.localhost", "sync-states"],
    ["localhost", undefined],
  ])("%s names a service", (host, expected) => {
    expect(serviceOfHost(host)).toBe(expected);
  });
});
