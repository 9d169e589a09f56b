// Signatures for another service, region, account or time than the request's, in AWS's words.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";
import { presigned, type RawRequest, send, sha256, signed, type Signing } from "./raw-client.ts";

let forebay: Forebay;
beforeAll(async () => void (forebay = await startForebay()));
afterAll(() => forebay.close());

const SECOND_MS = 1000;
const secondsFromNow = (seconds: number): Date => new Date(Date.now() + seconds * SECOND_MS);

const kinesis: RawRequest = {
  headers: { "x-amz-target": "Kinesis_20131202.ListStreams", "content-type": "application/x-amz-json-1.1" },
  body: "{}",
};
const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
const sts: RawRequest = { headers: form, body: "Action=GetCallerIdentity&Version=2011-06-15" };
const ec2: RawRequest = { headers: form, body: "Action=DescribeInstances&Version=2016-11-15" };
const s3: RawRequest = { method: "GET", path: "/", headers: { "x-amz-content-sha256": sha256("") } };

const to = (host: string, request: RawRequest): RawRequest => ({ ...request, headers: { ...request.headers, host } });
const attempt = async (request: RawRequest, signing: Signing) =>
  send(forebay.endpoint, await signed(forebay.endpoint, request, signing));
/** The apostrophes of XML. */
const plain = (message: string | undefined): string =>
  (message ?? "").replaceAll("&apos;", "'").replaceAll("&quot;", '"');

describe("a signature for another service", () => {
  test("s3's, sent to Kinesis (recorded)", async () => {
    const answer = await attempt({ ...kinesis, headers: { ...kinesis.headers, ...s3.headers } }, { service: "s3" });
    expect(answer).toMatchObject({
      status: 400,
      code: "InvalidSignatureException",
      message: "Credential should be scoped to correct service: 'kinesis'. ",
    });
  });

  test("kinesis's, sent to S3's Host (recorded)", async () => {
    for (const host of ["s3.us-east-1.amazonaws.com", "bucket.s3.amazonaws.com", "bucket.s3.us-east-1.amazonaws.com"]) {
      const answer = await attempt(to(host, s3), { service: "kinesis" });
      expect(answer).toMatchObject({ status: 400, code: "AuthorizationHeaderMalformed" });
      expect(plain(answer.message)).toBe(
        'The authorization header is malformed; incorrect service "kinesis". This endpoint belongs to "s3".',
      );
    }
  });

  test("glue's, sent to STS's Host (recorded)", async () => {
    const answer = await attempt(to("sts.us-east-1.amazonaws.com", sts), { service: "glue" });
    expect(answer).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
    expect(plain(answer.message)).toContain("Credential should be scoped to correct service: 'sts'.");
  });
});

describe("a signature for another region", () => {
  test.each<[string, RawRequest, string, number, string]>([
    ["kinesis.eu-west-1.amazonaws.com", kinesis, "kinesis", 400, "InvalidSignatureException"],
    ["sts.eu-west-1.amazonaws.com", sts, "sts", 403, "SignatureDoesNotMatch"],
    ["ec2.eu-west-1.amazonaws.com", ec2, "ec2", 401, "AuthFailure"],
    ["vpce-0a.kinesis.eu-west-1.vpce.amazonaws.com", kinesis, "kinesis", 400, "InvalidSignatureException"],
  ])("%s", async (host, request, service, status, code) => {
    const answer = await attempt(to(host, request), { service, region: "us-east-1" });
    expect(answer).toMatchObject({ status, code });
    expect(plain(answer.message)).toContain("Credential should be scoped to a valid region, not 'us-east-1'.");
    expect((await attempt(to(host, request), { service, region: "eu-west-1" })).status).not.toBe(status);
  });

  test.each([
    "s3.eu-west-1.amazonaws.com",
    "s3-eu-west-1.amazonaws.com",
    "s3.dualstack.eu-west-1.amazonaws.com",
    "bucket.s3.eu-west-1.amazonaws.com",
    "s3.eu-west-1.localhost.localstack.cloud:4566",
  ])("S3 says which one it expects: %s (recorded)", async (host) => {
    const answer = await attempt(to(host, s3), { service: "s3", region: "us-east-1" });
    expect(answer).toMatchObject({ status: 400, code: "AuthorizationHeaderMalformed" });
    expect(plain(answer.message)).toBe(
      "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'",
    );
    expect(answer.body).toContain("<Region>eu-west-1</Region>");
  });

  test("global endpoints take us-east-1 only (documented)", async () => {
    const answer = await attempt(to("sts.amazonaws.com", sts), { service: "sts", region: "eu-west-1" });
    expect(answer).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
    expect((await attempt(to("sts.amazonaws.com", sts), { service: "sts", region: "us-east-1" })).status).toBe(200);
  });

  test("where the Host names no region, the signature says it: also for buckets that are called like one", async () => {
    for (const host of ["127.0.0.1", "localhost:4566", "data-eu-west-1.localhost", "s3.amazonaws.com"]) {
      const answer = await attempt(to(host, s3), { service: "s3", region: "ap-south-1" });
      expect(answer.code === undefined || answer.code === "NoSuchBucket").toBe(true);
    }
  });
});

describe("a signature of another account", () => {
  test("does not reach what the account of the key does not have", async () => {
    const create = {
      headers: { ...kinesis.headers, "x-amz-target": "Kinesis_20131202.CreateStream" },
      body: '{"StreamName":"mine","ShardCount":1}',
    };
    expect((await attempt(create, { service: "kinesis" })).status).toBe(200);
    const describeStream = {
      headers: { ...kinesis.headers, "x-amz-target": "Kinesis_20131202.DescribeStreamSummary" },
      body: '{"StreamName":"mine"}',
    };
    const credentials = { accessKeyId: "111111111111", secretAccessKey: "test" };
    expect(await attempt(describeStream, { service: "kinesis", credentials })).toMatchObject({
      status: 400,
      code: "ResourceNotFoundException",
    });
  });

  test("nor does a key of its account with another's secret", async () => {
    const credentials = { accessKeyId: "111111111111", secretAccessKey: "000000000000" };
    expect((await attempt(kinesis, { service: "kinesis", credentials })).code).toBe("InvalidSignatureException");
  });
});

describe("a request at another time", () => {
  test.each([-14.5 * 60, 14.5 * 60])("holds %d s from now", async (seconds) => {
    expect((await attempt(kinesis, { service: "kinesis", date: secondsFromNow(seconds) })).status).toBe(200);
    expect((await attempt(s3, { service: "s3", date: secondsFromNow(seconds) })).status).toBe(200);
  });

  test("replayed after 15 minutes (recorded)", async () => {
    const { message } = await attempt(sts, { service: "sts", date: secondsFromNow(-15.5 * 60) });
    expect(message).toMatch(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
    );
  });

  test("from a clock that is ahead (recorded)", async () => {
    const { message } = await attempt(kinesis, { service: "kinesis", date: secondsFromNow(15.5 * 60) });
    expect(message).toMatch(
      /^Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 15 min\.\)$/,
    );
  });

  test("S3 says both times and what it allows (recorded)", async () => {
    for (const seconds of [-15.5 * 60, 15.5 * 60]) {
      const answer = await attempt(s3, { service: "s3", date: secondsFromNow(seconds) });
      expect(answer).toMatchObject({
        status: 403,
        code: "RequestTimeTooSkewed",
        message: "The difference between the request time and the current time is too large.",
      });
      expect(answer.body).toMatch(
        /<RequestTime>\d{8}T\d{6}Z<\/RequestTime><ServerTime>[\d-]{10}T[\d:]{8}Z<\/ServerTime><MaxAllowedSkewMilliseconds>900000</,
      );
    }
  });

  test("a virtual clock that is set back does not make an old request new", async () => {
    await using moved = await startForebay();
    await moved.clock.set(secondsFromNow(-20 * 60));
    const old = await signed(moved.endpoint, kinesis, { service: "kinesis", date: secondsFromNow(-20 * 60) });
    expect((await send(moved.endpoint, old)).code).toBe("InvalidSignatureException");
  });
});

describe("a link", () => {
  const get = { method: "GET", path: "/?Action=GetCallerIdentity&Version=2011-06-15" };

  test("of more than a week", async () => {
    const { path = "" } = await presigned(forebay.endpoint, get, { service: "sts" }, 60);
    const answer = await send(forebay.endpoint, { ...get, path: path.replace("Expires=60", "Expires=604801") });
    expect(answer).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
    expect(answer.message).toContain("604800");
    const whole = await presigned(forebay.endpoint, get, { service: "sts" }, 604_800);
    expect((await send(forebay.endpoint, whole)).status).toBe(200);
  });

  test("to another region's Host", async () => {
    const link = await presigned(forebay.endpoint, to("s3.eu-west-1.amazonaws.com", s3), { service: "s3" }, 60);
    const answer = await send(
      forebay.endpoint,
      to("s3.eu-west-1.amazonaws.com", { method: "GET", path: link.path ?? "" }),
    );
    expect(answer).toMatchObject({ status: 400, code: "AuthorizationQueryParametersError" });
    expect(plain(answer.message)).toContain("the region 'us-east-1' is wrong; expecting 'eu-west-1'");
  });

  test.each(["X-Amz-Algorithm=AWS4-HMAC-SHA256", "X-Amz-Signature=00", "Signature=c2ln&AWSAccessKeyId=test&Expires=1"])(
    "and a header: %s (recorded)",
    async (query) => {
      const request = await signed(forebay.endpoint, { ...s3, path: `/?${query}` }, { service: "s3" });
      expect(await send(forebay.endpoint, request)).toMatchObject({
        status: 400,
        code: "InvalidArgument",
        message: expect.stringMatching(/^Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter/),
      });
    },
  );
});

describe("an algorithm that is none", () => {
  test.each<[RawRequest, string, number, string]>([
    [kinesis, "kinesis", 400, "IncompleteSignatureException"],
    [sts, "sts", 400, "IncompleteSignature"],
    [s3, "s3", 400, "InvalidArgument"],
  ])("%#", async (request, service, status, code) => {
    const { headers = {}, ...rest } = await signed(forebay.endpoint, request, { service });
    const authorization = headers["authorization"]?.replace("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1") ?? "";
    const answer = await send(forebay.endpoint, { ...rest, headers: { ...headers, authorization } });
    expect(answer).toMatchObject({ status, code });
  });
});
