// Signatures that do not hold, in the words of each family of services.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";
import { presigned, type RawRequest, send, sha256, signed, type Signing } from "./raw-client.ts";

let forebay: Forebay;
beforeAll(async () => void (forebay = await startForebay()));
afterAll(() => forebay.close());

const MINUTE_MS = 60_000;
const minutesFromNow = (minutes: number): Date => new Date(Date.now() + minutes * MINUTE_MS);

const kinesis: RawRequest = {
  headers: { "x-amz-target": "Kinesis_20131202.ListStreams", "content-type": "application/x-amz-json-1.1" },
  body: "{}",
};
const sts: RawRequest = {
  headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body: "Action=GetCallerIdentity&Version=2011-06-15",
};
const s3: RawRequest = { method: "GET", path: "/" };
const lambda: RawRequest = { method: "GET", path: "/2015-03-31/functions" };
const ec2: RawRequest = {
  headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body: "Action=DescribeInstances&Version=2016-11-15",
};

const families = { kinesis, sts, s3, lambda, ec2 } as const;
type Family = keyof typeof families;

/** Signs, changes the signed request, sends. */
async function attempt(
  family: Family,
  signing: Partial<Signing> = {},
  change: (request: RawRequest) => RawRequest = (same) => same,
) {
  const request = await signed(forebay.endpoint, families[family], { service: family, ...signing });
  return send(forebay.endpoint, change(request));
}

const withHeader =
  (name: string, value: string | undefined) =>
  (request: RawRequest): RawRequest => {
    const headers = Object.fromEntries(
      Object.entries({ ...request.headers, [name]: value }).filter(([, each]) => each !== undefined),
    );
    return { ...request, headers: headers as Record<string, string> };
  };
const inAuthorization =
  (from: RegExp, to: string) =>
  (request: RawRequest): RawRequest =>
    withHeader("authorization", request.headers?.["authorization"]?.replace(from, to))(request);

describe("a signature that holds", () => {
  test.each(["kinesis", "sts", "s3"] as const)("%s", async (family) => {
    expect((await attempt(family)).status).toBe(200);
  });
});

// Codes and statuses: documented in each service's common errors; words recorded in public issue threads.
const expectations: readonly (readonly [
  string,
  Family,
  number,
  string,
  Partial<Signing>,
  (request: RawRequest) => RawRequest,
])[] = [
  ...(
    [
      ["kinesis", 400, "InvalidSignatureException"],
      ["sts", 403, "SignatureDoesNotMatch"],
      ["s3", 403, "SignatureDoesNotMatch"],
      ["lambda", 403, "InvalidSignatureException"],
      ["ec2", 401, "AuthFailure"],
    ] as const
  ).map(
    ([family, status, code]) =>
      [
        "a wrong secret",
        family,
        status,
        code,
        { credentials: { accessKeyId: "test", secretAccessKey: "x" } },
        same,
      ] as const,
  ),
  ...(
    [
      ["kinesis", 400, "UnrecognizedClientException"],
      ["sts", 403, "InvalidClientTokenId"],
      ["s3", 403, "InvalidAccessKeyId"],
      ["lambda", 403, "UnrecognizedClientException"],
      ["ec2", 401, "AuthFailure"],
    ] as const
  ).map(
    ([family, status, code]) =>
      [
        "an unknown key",
        family,
        status,
        code,
        { credentials: { accessKeyId: "AKIAX", secretAccessKey: "x" } },
        same,
      ] as const,
  ),
  ...(
    [
      ["kinesis", 400, "MissingAuthenticationTokenException"],
      ["s3", 403, "AccessDenied"],
      ["sts", 403, "MissingAuthenticationToken"],
    ] as const
  ).map(
    ([family, status, code]) =>
      ["no signature", family, status, code, {}, withHeader("authorization", undefined)] as const,
  ),
  ...(
    [
      ["kinesis", 400, "InvalidSignatureException"],
      ["sts", 403, "SignatureDoesNotMatch"],
      ["s3", 403, "RequestTimeTooSkewed"],
      ["ec2", 400, "RequestExpired"],
    ] as const
  ).flatMap(([family, status, code]) => [
    ["a clock 16 minutes behind", family, status, code, { date: minutesFromNow(-16) }, same] as const,
    ["a clock 16 minutes ahead", family, status, code, { date: minutesFromNow(16) }, same] as const,
  ]),
  ["a scope of another service", "kinesis", 400, "InvalidSignatureException", { service: "glue" }, same],
  ["a scope that is no region", "kinesis", 400, "InvalidSignatureException", { region: "mars" }, same],
  ["a scope that is no region", "s3", 400, "AuthorizationHeaderMalformed", { region: "mars" }, same],
  [
    "another day in the scope",
    "kinesis",
    400,
    "InvalidSignatureException",
    {},
    inAuthorization(/\/\d{8}\//, "/20150830/"),
  ],
  [
    "another day in the scope",
    "s3",
    400,
    "AuthorizationHeaderMalformed",
    {},
    inAuthorization(/\/\d{8}\//, "/20150830/"),
  ],
  [
    "another terminator",
    "s3",
    400,
    "AuthorizationHeaderMalformed",
    {},
    inAuthorization(/aws4_request/, "aws5_request"),
  ],
  ["no signature part", "kinesis", 400, "IncompleteSignatureException", {}, inAuthorization(/, Signature=.*/, "")],
  ["no signature part", "sts", 400, "IncompleteSignature", {}, inAuthorization(/, Signature=.*/, "")],
  ["no signature part", "s3", 400, "AuthorizationHeaderMalformed", {}, inAuthorization(/, Signature=.*/, "")],
  [
    "a part that is no key=value",
    "kinesis",
    400,
    "IncompleteSignatureException",
    {},
    inAuthorization(/Credential=/, "Credential= "),
  ],
  ["no date", "kinesis", 400, "IncompleteSignatureException", {}, withHeader("x-amz-date", undefined)],
  ["no date", "s3", 403, "AccessDenied", {}, withHeader("x-amz-date", undefined)],
  ["a bearer token", "kinesis", 400, "IncompleteSignatureException", {}, withHeader("authorization", "Bearer abc")],
  ["a bearer token", "s3", 400, "InvalidArgument", {}, withHeader("authorization", "Bearer abc")],
  ["version 2 in the header", "s3", 400, "InvalidRequest", {}, withHeader("authorization", "AWS test:c2lnbmF0dXJl")],
  ["an unsigned x-amz- header", "s3", 403, "AccessDenied", {}, withHeader("x-amz-meta-a", "b")],
  ["no hash of the body", "s3", 400, "InvalidRequest", {}, withHeader("x-amz-content-sha256", undefined)],
  ["a hash of the body that is none", "s3", 400, "InvalidArgument", {}, withHeader("x-amz-content-sha256", "abc")],
  [
    "a session token that is none",
    "kinesis",
    400,
    "UnrecognizedClientException",
    { credentials: { accessKeyId: "test", secretAccessKey: "test", sessionToken: "no" } },
    same,
  ],
  [
    "a changed body",
    "kinesis",
    400,
    "InvalidSignatureException",
    {},
    (request) => ({ ...request, body: '{"Limit":1}' }),
  ],
  ["a changed path", "s3", 403, "SignatureDoesNotMatch", {}, (request) => ({ ...request, path: "/bucket" })],
  ["a changed query", "s3", 403, "SignatureDoesNotMatch", {}, (request) => ({ ...request, path: "/?max-buckets=1" })],
];
function same(request: RawRequest): RawRequest {
  return request;
}

describe("a signature that does not", () => {
  test.each(expectations)("%s: %s answers %d %s", async (_, family, status, code, signing, change) => {
    expect(await attempt(family, signing, change)).toMatchObject({ status, code });
  });

  test("the words of clock skew (recorded)", async () => {
    const { message } = await attempt("kinesis", { date: minutesFromNow(-16) });
    expect(message).toMatch(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
    );
  });

  test("S3 shows what it would have signed (recorded)", async () => {
    const { body } = await attempt("s3", { credentials: { accessKeyId: "test", secretAccessKey: "x" } });
    expect(body).toMatch(/<AWSAccessKeyId>test<\/AWSAccessKeyId><StringToSign>AWS4-HMAC-SHA256\n\d{8}T\d{6}Z\n/);
    expect(body).toContain("<CanonicalRequest>GET\n/\n\nhost:");
  });

  test("an XAmzContentSHA256Mismatch before anything is done with the body (documented)", async () => {
    const put = { method: "PUT", path: "/bucket-of-hashes", body: "<a/>" };
    const request = await signed(forebay.endpoint, put, { service: "s3" });
    expect(await send(forebay.endpoint, { ...request, body: "<b/>" })).toMatchObject({
      status: 400,
      code: "XAmzContentSHA256Mismatch",
    });
    expect(
      (
        await send(
          forebay.endpoint,
          await signed(forebay.endpoint, { method: "HEAD", path: "/bucket-of-hashes" }, { service: "s3" }),
        )
      ).status,
    ).toBe(404);
  });
});

describe("presigned links", () => {
  const link = (expiresIn: number, signing: Partial<Signing> = {}, raw: RawRequest = s3) =>
    presigned(forebay.endpoint, raw, { service: "s3", ...signing }, expiresIn);

  test("hold, and need no header", async () => {
    expect((await send(forebay.endpoint, await link(60))).status).toBe(200);
  });

  test.each([
    ["one whose time is over", 60, minutesFromNow(-2), "AccessDenied", "Request has expired"],
    ["one of the future", 60, minutesFromNow(20), "AccessDenied", "Request is not valid yet"],
    ["one of a week ago", 3600, minutesFromNow(-10_080), "AccessDenied", "Request has expired"],
  ])("%s: AccessDenied", async (_, expiresIn, date, code, message) => {
    expect(await send(forebay.endpoint, await link(expiresIn, { date }))).toMatchObject({ status: 403, code, message });
  });

  test.each([
    ["X-Amz-Expires=604801", /X-Amz-Expires must be less than a week/],
    ["X-Amz-Expires=-1", /X-Amz-Expires must be non-negative/],
    ["X-Amz-Expires=soon", /X-Amz-Expires should be a number/],
    ["", /Query-string authentication version 4 requires/],
  ])("%s is AuthorizationQueryParametersError (recorded)", async (expires, message) => {
    const { path = "" } = await link(60);
    const changed = path.replace(/X-Amz-Expires=60/, expires);
    expect(await send(forebay.endpoint, { ...s3, path: changed })).toMatchObject({
      status: 400,
      code: "AuthorizationQueryParametersError",
      message: expect.stringMatching(message),
    });
  });

  test("a changed path: SignatureDoesNotMatch", async () => {
    const { path = "" } = await link(60);
    expect(await send(forebay.endpoint, { ...s3, path: path.replace("/?", "/other?") })).toMatchObject({
      code: "SignatureDoesNotMatch",
    });
  });

  test("a link and a header: InvalidArgument (recorded)", async () => {
    const { path = "" } = await link(60);
    const request = await signed(forebay.endpoint, s3, { service: "s3" });
    expect(await send(forebay.endpoint, { ...request, path })).toMatchObject({ status: 400, code: "InvalidArgument" });
  });

  test("of other services: GetCallerIdentity as cluster tokens are made of it", async () => {
    const raw = { method: "GET", path: "/?Action=GetCallerIdentity&Version=2011-06-15" };
    const answer = await send(forebay.endpoint, await presigned(forebay.endpoint, raw, { service: "sts" }, 60));
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("<Account>000000000000</Account>");
    const late = await presigned(forebay.endpoint, raw, { service: "sts", date: minutesFromNow(-20) }, 60);
    expect(await send(forebay.endpoint, late)).toMatchObject({ status: 403, code: "SignatureDoesNotMatch" });
  });

  test("virtual time does not make a fresh link old: clients sign by real time", async () => {
    await using moved = await startForebay();
    await moved.clock.advance(30 * 24 * 60 * MINUTE_MS);
    expect((await send(moved.endpoint, await presigned(moved.endpoint, s3, { service: "s3" }, 60))).status).toBe(200);
  });
});

describe("bodies without a hash of their own", () => {
  test("S3 takes UNSIGNED-PAYLOAD", async () => {
    const headers = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const request = await signed(
      forebay.endpoint,
      { method: "PUT", path: "/unsigned-payload", headers },
      { service: "s3" },
    );
    expect((await send(forebay.endpoint, request)).status).toBe(200);
  });

  test("a wrong claim of the hash does not help: others hash the body themselves", async () => {
    const headers = { ...kinesis.headers, "x-amz-content-sha256": sha256("{}") };
    const request = await signed(forebay.endpoint, { ...kinesis, headers }, { service: "kinesis" });
    expect(await send(forebay.endpoint, { ...request, body: '{"Limit":1}' })).toMatchObject({
      code: "InvalidSignatureException",
    });
  });
});
