// Uploads by HTML forms (PostObject), signed by hand as the documentation of AWS shows it. Recorded unless said otherwise.
import { createHmac } from "node:crypto";
import { GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, it } from "vitest";
import { platform } from "./platform.ts";

const { s3, forebay, bucket } = await platform();
const Bucket = await bucket();
const HOUR_MS = 3_600_000;

type Fields = Record<string, string>;
type Condition = Record<string, unknown> | readonly unknown[];

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const soon = (ms = HOUR_MS) => new Date(Date.now() + ms).toISOString();
const encode = (policy: unknown) => Buffer.from(JSON.stringify(policy)).toString("base64");

/** The conditions that stand for the fields themselves. */
const exactly = (fields: Fields): Condition[] => Object.entries(fields).map(([name, value]) => ({ [name]: value }));

function signedV4(fields: Fields, conditions: Condition[] = [], expiration = soon()): Fields {
  const day = new Date().toISOString().slice(0, 10).replaceAll("-", "");
  const signing = {
    "x-amz-algorithm": "AWS4-HMAC-SHA256",
    "x-amz-credential": `test/${day}/us-east-1/s3/aws4_request`,
    "x-amz-date": `${day}T000000Z`,
  };
  const all = [{ bucket: Bucket }, ...exactly({ ...fields, ...signing }), ...conditions];
  const policy = encode({ expiration, conditions: all });
  const key = ["us-east-1", "s3", "aws4_request"].reduce(
    (before: Buffer, part) => hmac(before, part),
    hmac("AWS4test", day),
  );
  return { ...fields, ...signing, policy, "x-amz-signature": hmac(key, policy).toString("hex") };
}

function signedV2(fields: Fields, policy: unknown): Fields {
  const encoded = encode(policy);
  const signature = createHmac("sha1", "test").update(encoded).digest("base64");
  return { ...fields, AWSAccessKeyId: "test", policy: encoded, signature };
}

async function post(fields: Fields, file: string | Blob | null = "hello", filename = "name.txt") {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  if (typeof file === "string") form.append("file", new Blob([file]), filename);
  else if (file !== null) form.append("file", file, filename);
  const answer = await fetch(`${forebay.endpoint}/${Bucket}`, { method: "POST", body: form, redirect: "manual" });
  const body = await answer.text();
  const tag = (name: string) => new RegExp(`<${name}>([^<]*)`).exec(body)?.[1]?.replaceAll("&quot;", '"');
  return { status: answer.status, headers: answer.headers, body, code: tag("Code"), message: tag("Message"), tag };
}
const textOf = async (Key: string) => (await s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();

describe("PostObject", () => {
  it("stores the file, with what the fields say of it", async () => {
    const fields = {
      key: "folder/${filename}",
      "Content-Type": "text/plain",
      "x-amz-meta-One": "1",
      "x-amz-storage-class": "STANDARD_IA",
      tagging: "<Tagging><TagSet><Tag><Key>a</Key><Value>b c</Value></Tag></TagSet></Tagging>",
    };
    const answer = await post(signedV4({ ...fields, key: "folder/ü.txt" }), "grüezi", "ü.txt");
    expect(answer.status).toBe(204);
    expect(answer.headers.get("location")).toBe(`${forebay.endpoint}/${Bucket}/folder%2F%C3%BC.txt`);
    const Key = "folder/ü.txt";
    expect(await textOf(Key)).toBe("grüezi");
    expect(await s3.send(new HeadObjectCommand({ Bucket, Key }))).toMatchObject({
      ContentType: "text/plain",
      Metadata: { one: "1" },
      StorageClass: "STANDARD_IA",
      ETag: answer.headers.get("etag"),
    });
    expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key }))).TagSet).toEqual([{ Key: "a", Value: "b c" }]);
  });

  it("puts the file's name into the key", async () => {
    const fields = signedV2(
      { key: "by-name/${filename}" },
      { expiration: soon(), conditions: [{ bucket: Bucket }, ["starts-with", "$key", "by-name/"]] },
    );
    expect((await post(fields, "x", "cat.jpg")).status).toBe(204);
    expect(await textOf("by-name/cat.jpg")).toBe("x");
  });

  it("answers as it was asked to: a document, nothing, a redirect", async () => {
    const created = await post(signedV4({ key: "created", success_action_status: "201" }));
    expect([created.status, created.tag("Bucket"), created.tag("Key")]).toEqual([201, Bucket, "created"]);
    expect((await post(signedV4({ key: "ok", success_action_status: "200" }))).status).toBe(200);
    expect((await post(signedV4({ key: "ok", success_action_status: "404" }))).status).toBe(204);
    const redirected = await post(signedV4({ key: "to", success_action_redirect: "http://localhost/done?a=1" }));
    expect(redirected.status).toBe(303);
    const location = new URL(redirected.headers.get("location") ?? "");
    expect(Object.fromEntries(location.searchParams)).toEqual({
      a: "1",
      bucket: Bucket,
      key: "to",
      etag: redirected.headers.get("etag"),
    });
  });

  it("takes a large file as a stream", async () => {
    const bytes = new Uint8Array(9_000_001).fill(7);
    expect((await post(signedV4({ key: "large" }), new Blob([bytes]))).status).toBe(204);
    expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "large" }))).ContentLength).toBe(bytes.length);
  });
});

describe("policies", () => {
  const refused = async (fields: Fields, status: number, code: string, message: string, file = "hello") => {
    const answer = await post(fields, file);
    expect([answer.status, answer.code, answer.message]).toEqual([status, code, message]);
    return answer;
  };
  const violated = (fields: Fields, problem: string, file?: string) =>
    refused(fields, 403, "AccessDenied", `Invalid according to Policy: ${problem}`, file);

  it("what the form must fulfil", async () => {
    await violated(signedV4({ key: "k" }, [], soon(-1000)), "Policy expired.");
    const location = "http://localhost.test/random";
    await violated(
      signedV4({ key: "k" }, [["eq", "$success_action_redirect", location]]),
      `Policy Condition failed: ["eq", "$success_action_redirect", "${location}"]`,
    );
    await violated(signedV4({ key: "k" }, [["eq", "key", "k"]]), 'Policy Condition failed: ["eq", "key", "k"]');
    await violated(
      signedV4({ key: "k" }, [["starts-with", "$key", "K"]]),
      'Policy Condition failed: ["starts-with", "$key", "K"]',
    );
    await violated({ ...signedV4({ key: "k" }), extra: "1" }, "Extra input fields: extra");
    expect((await post({ ...signedV4({ key: "k" }), "x-ignore-extra": "1" })).status).toBe(204);
  });

  it("how large the file may be", async () => {
    const within = signedV4({ key: "k" }, [["content-length-range", 5, 10]]);
    const large = await refused(
      within,
      400,
      "EntityTooLarge",
      "Your proposed upload exceeds the maximum allowed size",
      "a".repeat(12),
    );
    expect([large.tag("ProposedSize"), large.tag("MaxSizeAllowed")]).toEqual(["12", "10"]);
    const message = "Your proposed upload is smaller than the minimum allowed size";
    const small = await refused(within, 400, "EntityTooSmall", message, "a");
    expect([small.tag("ProposedSize"), small.tag("MinSizeAllowed")]).toEqual(["1", "5"]);
    expect((await post(within, "a".repeat(10))).status).toBe(204);
    await violated(
      signedV4({ key: "k" }, [["content-length-range", "test", 10]]),
      'Policy Condition failed: ["content-length-range", "test", "10"]',
    );
  });

  it("what is no policy", async () => {
    const bad = (policy: unknown) => signedV2({ key: "k" }, policy);
    const simple =
      "Invalid Policy: Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.";
    await refused(bad({ expiration: soon(), conditions: [{}] }), 400, "InvalidPolicyDocument", simple);
    await refused(bad({ expiration: soon(), conditions: [{ a: "1", b: "2" }] }), 400, "InvalidPolicyDocument", simple);
    // Inferred.
    await refused(bad({ conditions: [] }), 400, "InvalidPolicyDocument", "Invalid Policy: Policy missing expiration.");
    await refused(
      bad({ expiration: soon() }),
      400,
      "InvalidPolicyDocument",
      "Invalid Policy: Policy missing conditions.",
    );
    await refused(bad([]), 400, "InvalidPolicyDocument", "Invalid Policy: Invalid JSON.");
  });
});

describe("signatures", () => {
  it("fields that are missing", async () => {
    const missing = (field: string) =>
      `Bucket POST must contain a field named '${field}'.  If it is specified, please check the order of the fields.`;
    const { "x-amz-signature": _, ...unsigned } = signedV4({ key: "k" });
    expect(await post(unsigned)).toMatchObject({ status: 400, message: missing("X-Amz-Signature") });
    const { "x-amz-algorithm": __, ...plain } = signedV4({ key: "k" });
    expect(await post(plain)).toMatchObject({ status: 400, message: missing("X-Amz-Algorithm") });
    const { AWSAccessKeyId: ___, ...keyless } = signedV2({ key: "k" }, {});
    expect(await post(keyless)).toMatchObject({ status: 400, message: missing("AWSAccessKeyId") });
    const { key: ____, ...nameless } = signedV4({ key: "k" });
    expect(await post(nameless)).toMatchObject({ status: 400, message: missing("key") });
    expect(await post(signedV4({ key: "k" }), null)).toMatchObject({
      status: 400,
      message: "POST requires exactly one file upload per request.",
    });
  });

  it("another policy than was signed, an unknown key, no signature at all", async () => {
    const signed = signedV4({ key: "k" });
    expect(await post({ ...signed, policy: `${signed["policy"]}x` })).toMatchObject({
      status: 403,
      code: "SignatureDoesNotMatch",
    });
    const unknown = signedV2({ key: "k" }, { expiration: soon(), conditions: [] });
    expect(await post({ ...unknown, AWSAccessKeyId: "nobody" })).toMatchObject({
      status: 403,
      code: "InvalidAccessKeyId",
    });
    expect(await post({ key: "k" })).toMatchObject({ status: 403, code: "AccessDenied", message: "Access Denied" });
  });

  it("a bucket whose name is not encoded as it should be is not there", async () => {
    const form = new FormData();
    form.append("key", "k");
    form.append("file", new Blob(["v"]), "name.txt");
    expect((await fetch(`${forebay.endpoint}/%zz`, { method: "POST", body: form })).status).toBe(404);
  });

  it("a body that is no form", async () => {
    const answer = await fetch(`${forebay.endpoint}/${Bucket}`, { method: "POST", body: "x" });
    expect(answer.status).toBe(412);
    expect(await answer.text()).toContain("Bucket POST must be of the enclosure-type multipart/form-data");
    const cut = await fetch(`${forebay.endpoint}/${Bucket}`, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=B" },
      body: '--B\r\nContent-Disposition: form-data; name="key"\r\n\r\nk',
    });
    expect([cut.status, await cut.text()]).toEqual([400, expect.stringContaining("MalformedPOSTRequest")]);
  });
});
