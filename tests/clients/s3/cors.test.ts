// CORS of buckets: the configuration through the AWS SDK, and what browsers are told. Recorded unless said otherwise.
import { request } from "node:http";
import {
  type CORSRule,
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { failure, platform } from "./platform.ts";
import { signedFetch } from "./signed-fetch.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "test-cors" }));

const configure = (...CORSRules: CORSRule[]) =>
  s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
const preflight = (origin: string, method: string, headers?: string, path = `/${Bucket}/k`) => {
  const { port } = forebay;
  const asked = {
    origin,
    "access-control-request-method": method,
    ...(headers !== undefined && { "access-control-request-headers": headers }),
  };
  return new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      request({ port, method: "OPTIONS", path, headers: asked }, (answer) => {
        let body = "";
        answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
        answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
      })
        .on("error", reject)
        .end();
    },
  );
};
const get = (origin: string) =>
  signedFetch(forebay.endpoint, { method: "GET", path: `/${Bucket}/k`, headers: { origin } });

describe("configuration", () => {
  it("PutBucketCors, GetBucketCors, DeleteBucketCors", async () => {
    const none = failure(404, "NoSuchCORSConfiguration", { message: "The CORS configuration does not exist" });
    await s3.send(new DeleteBucketCorsCommand({ Bucket }));
    await expect(s3.send(new GetBucketCorsCommand({ Bucket }))).rejects.toEqual(none);
    const rule = {
      AllowedHeaders: ["x-amz-expected-bucket-owner"],
      AllowedMethods: ["GET", "PUT", "HEAD"],
      AllowedOrigins: ["https://test.com", "http://test.com:80"],
      MaxAgeSeconds: 3000,
    };
    await configure(rule);
    expect((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([rule]);
    await expect(configure({ AllowedMethods: ["MYMETHOD"], AllowedOrigins: ["*"] })).rejects.toEqual(
      failure(400, "InvalidRequest", {
        message: "Found unsupported HTTP method in CORS config. Unsupported method is MYMETHOD",
      }),
    );
    await expect(configure()).rejects.toEqual(failure(400, "MalformedXML"));
    // Documented.
    await expect(configure({ AllowedMethods: ["GET"], AllowedOrigins: ["http://*.a.*"] })).rejects.toEqual(
      failure(400, "InvalidRequest"),
    );
  });
});

describe("browsers", () => {
  it("are told what the first matching rule says", async () => {
    await configure(
      {
        AllowedOrigins: ["https://app.test.com", "http://*.origin.com"],
        AllowedMethods: ["GET", "PUT"],
        AllowedHeaders: ["x-amz-*", "content-type"],
        ExposeHeaders: ["x-amz-id-2", "etag"],
        MaxAgeSeconds: 3000,
      },
      { AllowedOrigins: ["*"], AllowedMethods: ["GET"] },
    );
    const allowed = await preflight("http://test.origin.com", "PUT", "x-amz-meta-a, Content-Type");
    expect(allowed).toMatchObject({
      status: 200,
      headers: {
        "access-control-allow-origin": "http://test.origin.com",
        "access-control-allow-methods": "GET, PUT",
        "access-control-allow-headers": "x-amz-meta-a, content-type",
        "access-control-expose-headers": "x-amz-id-2, etag",
        "access-control-max-age": "3000",
        "access-control-allow-credentials": "true",
        vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
      },
    });
    const anyone = await preflight("https://other.example", "GET");
    expect(anyone.headers["access-control-allow-origin"]).toBe("*");
    expect(anyone.headers["access-control-allow-credentials"]).toBeUndefined();
    const answer = await get("https://app.test.com");
    expect(await answer.text()).toBe("test-cors");
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://app.test.com");
    expect(answer.headers.get("access-control-allow-methods")).toBe("GET, PUT");
  });

  it("are refused, or told nothing, when no rule matches; local pages too", async () => {
    await configure({ AllowedOrigins: ["https://app.test.com"], AllowedMethods: ["GET"] });
    for (const [origin, method, headers] of [
      ["https://app.test.com", "PUT", undefined],
      ["https://elsewhere.com", "GET", undefined],
      ["https://app.test.com", "GET", "x-amz-meta-a"],
      ["http://localhost:5173", "GET", undefined],
    ] as const) {
      const refused = await preflight(origin, method, headers);
      expect(refused.status).toBe(403);
      expect(refused.body).toContain(
        "<Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed.",
      );
      expect(refused.body).toContain(`<Method>${method}</Method><ResourceType>OBJECT</ResourceType>`);
    }
    expect((await preflight("https://elsewhere.com", "GET", undefined, `/${Bucket}`)).body).toContain("BUCKET");
    const answer = await get("https://elsewhere.com");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("local pages may use buckets without rules (ours)", async () => {
    await s3.send(new DeleteBucketCorsCommand({ Bucket }));
    expect((await preflight("http://localhost:5173", "PUT")).status).toBe(200);
    const refused = await preflight("https://elsewhere.com", "PUT");
    expect([refused.status, refused.body]).toEqual([
      403,
      expect.stringContaining("CORS is not enabled for this bucket."),
    ]);
    const nowhere = await fetch(`${forebay.endpoint}/${Bucket}/k`, { method: "OPTIONS" });
    expect([nowhere.status, await nowhere.text()]).toEqual([
      400,
      expect.stringContaining("Origin request header needed."),
    ]);
    const headers = { origin: "https://elsewhere.com" };
    const noMethod = await fetch(`${forebay.endpoint}/${Bucket}/k`, { method: "OPTIONS", headers });
    expect([noMethod.status, await noMethod.text()]).toEqual([
      400,
      expect.stringContaining("Invalid Access-Control-Request-Method: null"),
    ]);
    expect((await get("http://localhost:5173")).headers.get("access-control-allow-origin")).toBe(
      "http://localhost:5173",
    );
  });
});
