// Signature Version 4A: keys that hold in a set of regions.
import { GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";
import { type RawRequest, send } from "./raw-client.ts";
import { presigned4a, signed4a, type Signing4a } from "./sign-4a.ts";

let forebay: Forebay;
beforeAll(async () => void (forebay = await startForebay()));
afterAll(() => forebay.close());

const sts: RawRequest = {
  headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body: "Action=GetCallerIdentity&Version=2011-06-15",
};
const kinesis: RawRequest = {
  headers: { "x-amz-target": "Kinesis_20131202.ListStreams", "content-type": "application/x-amz-json-1.1" },
  body: "{}",
};
const s3: RawRequest = { method: "GET", path: "/" };
const requests = { sts, kinesis, s3 } as const;
type Service = keyof typeof requests;

const attempt = (service: Service, signing: Partial<Signing4a> = {}) =>
  send(forebay.endpoint, signed4a(forebay.endpoint, requests[service], { service, regionSet: "*", ...signing }));

const minutesFromNow = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);

describe("a signature of version 4A that holds", () => {
  test.each(["sts", "kinesis", "s3"] as const)("%s", async (service) => {
    expect((await attempt(service)).status).toBe(200);
  });

  test.each(["*", "eu-west-1", "us-east-1,eu-west-1", "us-east-1, eu-*", "eu-west-*", "*-west-1", "e*w*1"])(
    "with the region set %s, sent to eu-west-1",
    async (regionSet) => {
      expect((await attempt("kinesis", { regionSet, host: "kinesis.eu-west-1.amazonaws.com" })).status).toBe(200);
    },
  );

  test("a set of one region says the region where the Host does not", async () => {
    const create = { ...kinesis, body: '{"StreamName":"of-the-set","ShardCount":1}' };
    const headers = { ...create.headers, "x-amz-target": "Kinesis_20131202.CreateStream" };
    const request = signed4a(
      forebay.endpoint,
      { ...create, headers },
      { service: "kinesis", regionSet: "ap-southeast-2" },
    );
    expect((await send(forebay.endpoint, request)).status).toBe(200);
    expect((await attempt("kinesis", { regionSet: "ap-southeast-2" })).body).toContain(
      "arn:aws:kinesis:ap-southeast-2:000000000000:stream/of-the-set",
    );
    expect((await attempt("kinesis", { regionSet: "us-east-1" })).body).not.toContain("of-the-set");
  });

  test("with a session's credentials, and its token", async () => {
    const client = new STSClient(forebay.clientConfig);
    const { Credentials } = await client.send(new GetSessionTokenCommand({}));
    client.destroy();
    const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
    const credentials = { accessKeyId: AccessKeyId, secret: SecretAccessKey, sessionToken: SessionToken };
    const answer = await attempt("sts", credentials);
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining("<Account>000000000000</Account>") });
    expect((await attempt("sts", { ...credentials, secret: "x" })).code).toBe("SignatureDoesNotMatch");
  });
});

describe("a signature of version 4A that does not", () => {
  test.each<[string, Service, Partial<Signing4a>, number, string]>([
    ["a wrong secret", "kinesis", { secret: "x" }, 400, "InvalidSignatureException"],
    ["a wrong secret", "s3", { secret: "x" }, 403, "SignatureDoesNotMatch"],
    ["an unknown key", "s3", { accessKeyId: "AKIAX" }, 403, "InvalidAccessKeyId"],
    ["another service", "kinesis", { service: "glue" }, 400, "InvalidSignatureException"],
    ["a clock behind", "kinesis", { date: minutesFromNow(-16) }, 400, "InvalidSignatureException"],
    ["a clock ahead", "s3", { date: minutesFromNow(16) }, 403, "RequestTimeTooSkewed"],
    ["no region set", "kinesis", { regionSet: "" }, 400, "IncompleteSignatureException"],
    ["no region set", "s3", { regionSet: "" }, 400, "AuthorizationHeaderMalformed"],
    ["a region set that is none", "kinesis", { regionSet: "Mars!" }, 400, "InvalidSignatureException"],
    ["a region set that is none", "s3", { regionSet: "us-east-1,," }, 400, "AuthorizationHeaderMalformed"],
    ...["us-east-1", "us-*", "eu-west-2,eu-west-3", "*-1-*", "eu-west-1*1"].map(
      (regionSet): [string, Service, Partial<Signing4a>, number, string] => [
        `the region set ${regionSet}`,
        "kinesis",
        { regionSet, host: "kinesis.eu-west-1.amazonaws.com" },
        400,
        "InvalidSignatureException",
      ],
    ),
  ])("%s: %s", async (_, service, signing, status, code) => {
    expect(await attempt(service, signing)).toMatchObject({ status, code });
  });

  test("a region set that was changed on the way, or was not signed", async () => {
    const request = signed4a(forebay.endpoint, kinesis, { service: "kinesis", regionSet: "us-east-1" });
    const changed = { ...request, headers: { ...request.headers, "x-amz-region-set": "*" } };
    expect(await send(forebay.endpoint, changed)).toMatchObject({ status: 400, code: "InvalidSignatureException" });
    const unsigned = request.headers?.["authorization"]?.replace(";x-amz-region-set", "") ?? "";
    const left = { ...request, headers: { ...request.headers, authorization: unsigned } };
    expect((await send(forebay.endpoint, left)).message).toMatch(/'X-Amz-Region-Set' must be a 'SignedHeader'/);
  });

  test("no signature at all in its place", async () => {
    const request = signed4a(forebay.endpoint, kinesis, { service: "kinesis", regionSet: "*" });
    for (const signature of ["00", "zz", "30", "f".repeat(144), "f".repeat(5000), ""]) {
      const authorization = request.headers?.["authorization"]?.replace(/Signature=.*/, `Signature=${signature}`) ?? "";
      const answer = await send(forebay.endpoint, { ...request, headers: { ...request.headers, authorization } });
      expect(answer).toMatchObject({
        status: 400,
        code: signature === "" ? "IncompleteSignatureException" : "InvalidSignatureException",
      });
    }
  });
});

describe("links presigned with version 4A", () => {
  const link = (signing: Partial<Signing4a> = {}, expiresIn = 60) =>
    presigned4a(forebay.endpoint, s3, { service: "s3", regionSet: "*", ...signing }, expiresIn);

  test("hold", async () => {
    expect((await send(forebay.endpoint, link())).status).toBe(200);
    expect((await send(forebay.endpoint, link({ regionSet: "us-east-1" }))).status).toBe(200);
  });

  test.each<[string, () => RawRequest, number, string]>([
    ["a wrong secret", () => link({ secret: "x" }), 403, "SignatureDoesNotMatch"],
    ["one whose time is over", () => link({ date: minutesFromNow(-2) }), 403, "AccessDenied"],
    ["more than a week", () => link({}, 604_801), 400, "AuthorizationQueryParametersError"],
    ["no region set", () => link({ regionSet: "" }), 400, "AuthorizationQueryParametersError"],
    [
      "another region",
      () => link({ regionSet: "eu-*", host: "s3.us-west-2.amazonaws.com" }),
      400,
      "AuthorizationQueryParametersError",
    ],
    ["another key", () => ({ ...link(), path: link().path?.replace("/?", "/x?") ?? "" }), 403, "SignatureDoesNotMatch"],
  ])("%s", async (_, request, status, code) => {
    expect(await send(forebay.endpoint, request())).toMatchObject({ status, code });
  });
});
