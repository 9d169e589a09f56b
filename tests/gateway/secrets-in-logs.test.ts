// Secrets never in logs: a server at the most talkative level, requests of every kind, and a search for each secret they had.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forebay, type Running, startServer } from "../cli/forebay.ts";
import { presigned, type RawAnswer, type RawRequest, send, signed, type Signing } from "./raw-client.ts";
import { presigned4a, signed4a } from "./sign-4a.ts";

const root = { accessKeyId: "AKIAOFTHEROOTUSER", secretAccessKey: "root/secret+that/nobody+may/read/in+a/log" };
const folder = mkdtempSync(join(tmpdir(), "forebay-logs-"));
const data = join(folder, "data");
const HOOK_SECRET = "the-secret-that-a-hook-prints";

let server: Running;
beforeAll(async () => {
  const hooks = join(folder, "init", "ready.d");
  mkdirSync(hooks, { recursive: true });
  const print = `#!/bin/sh\necho '{ "SecretAccessKey": "${HOOK_SECRET}" }'\necho "key $AWS_SECRET_ACCESS_KEY"\n`;
  writeFileSync(join(hooks, "print.sh"), print);
  chmodSync(join(hooks, "print.sh"), 0o755);
  server = await startServer(["--port", "0", "--data", data, "--log-level", "trace"], {
    FOREBAY_ACCESS_KEY_ID: root.accessKeyId,
    FOREBAY_SECRET_ACCESS_KEY: root.secretAccessKey,
    FOREBAY_INIT: join(folder, "init"),
  });
});
afterAll(async () => {
  await server.end("SIGTERM");
  rmSync(folder, { recursive: true });
});

/** Everything that must not be seen, by what it is. */
const secrets = new Map<string, string>([
  ["the root user's secret", root.secretAccessKey],
  ["a hook's secret", HOOK_SECRET],
]);

const form = { "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
const sts = (action: string): RawRequest => ({ headers: form, body: `Action=${action}&Version=2011-06-15` });
const target = (name: string, body: object): RawRequest => ({
  headers: { "x-amz-target": name, "content-type": "application/x-amz-json-1.1" },
  body: JSON.stringify(body),
});
const s3: RawRequest = { method: "GET", path: "/" };
const put: RawRequest = { method: "PUT", path: "/bucket-of-logs", body: "" };

/** Notes the signature of a request before it is sent. */
function noted(what: string, made: RawRequest): RawRequest {
  const text = `${made.path} ${made.headers?.["authorization"] ?? ""}`;
  const signature = /Signature=([0-9a-f]+)/.exec(text)?.[1] ?? "";
  expect(signature.length).toBeGreaterThanOrEqual(64);
  secrets.set(`the signature of ${what}`, signature);
  return made;
}

async function call(what: string, raw: RawRequest, signing: Signing): Promise<RawAnswer> {
  return send(server.endpoint, noted(what, await signed(server.endpoint, raw, { credentials: root, ...signing })));
}

function overTls(ca: string, { method = "POST", path = "/", headers = {}, body = "" }: RawRequest): Promise<number> {
  const { port } = new URL(server.endpoint);
  const length = { "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, ca, method, path, headers: { ...length, ...headers } };
    const sent = request({ ...options, servername: "localhost", agent: false }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.on("error", reject).end(body);
  });
}

const inXml = (name: string, body: string): string => new RegExp(`<${name}>([^<]+)</${name}>`).exec(body)?.[1] ?? "";

/** Credentials of a session, noted as secrets. */
function session(what: string, { body }: RawAnswer) {
  const credentials = {
    accessKeyId: inXml("AccessKeyId", body),
    secretAccessKey: inXml("SecretAccessKey", body),
    sessionToken: inXml("SessionToken", body),
  };
  for (const [name, value] of Object.entries(credentials)) expect(value, name).not.toBe("");
  secrets.set(`the secret of ${what}`, credentials.secretAccessKey);
  secrets.set(`the token of ${what}`, credentials.sessionToken);
  return credentials;
}

describe("requests of every kind, at level trace", () => {
  test("signed, presigned, with session tokens, with version 4A", async () => {
    expect((await call("PutBucket", put, { service: "s3" })).status).toBe(200);
    const link = await presigned(server.endpoint, s3, { service: "s3", credentials: root }, 60);
    expect((await send(server.endpoint, noted("a link", link))).status).toBe(200);
    const own = session("a session", await call("GetSessionToken", sts("GetSessionToken"), { service: "sts" }));
    session("a federated user", await call("Federation", sts("GetFederationToken&Name=bob"), { service: "sts" }));
    expect((await call("a session's", s3, { service: "s3", credentials: own })).status).not.toBe(400);
    const ownLink = await presigned(server.endpoint, s3, { service: "s3", credentials: own }, 60);
    expect((await send(server.endpoint, noted("a session's link", ownLink))).status).not.toBe(400);
    const owner = { accessKeyId: root.accessKeyId, secret: root.secretAccessKey, regionSet: "*" };
    const four = signed4a(server.endpoint, sts("GetCallerIdentity"), { service: "sts", ...owner });
    expect((await send(server.endpoint, noted("version 4A", four))).status).toBe(200);
    const fourLink = presigned4a(server.endpoint, s3, { service: "s3", ...owner }, 60);
    expect((await send(server.endpoint, noted("a link of version 4A", fourLink))).status).toBe(200);
  });

  test("refused: wrong, malformed, late, for what is not there", async () => {
    const wrong = { ...root, secretAccessKey: "another-secret-that-was-used" };
    secrets.set("a wrong secret", wrong.secretAccessKey);
    for (const [service, raw] of [
      ["s3", s3],
      ["sts", sts("GetCallerIdentity")],
    ] as const) {
      expect((await call(`a wrong one for ${service}`, raw, { service, credentials: wrong })).status).toBe(403);
      const late = { service, date: new Date(Date.now() - 1_200_000) };
      expect((await call(`a late one for ${service}`, raw, late)).status).toBe(403);
    }
    const token = "a-session-token-that-is-not-ours";
    secrets.set("a stranger's token", token);
    const stranger = { ...root, sessionToken: token };
    expect((await call("a stranger", s3, { service: "s3", credentials: stranger })).code).toBe("InvalidToken");
    const nowhere = target("Nowhere.Something", { SecretAccessKey: HOOK_SECRET });
    expect((await call("a service that is not there", nowhere, { service: "nowhere" })).status).toBe(501);
    const path = `/no-such-thing?X-Amz-Security-Token=${token}`;
    expect((await send(server.endpoint, { method: "GET", path })).status).toBeGreaterThanOrEqual(400);
    const broken = noted("a malformed one", await signed(server.endpoint, s3, { service: "s3", credentials: root }));
    const authorization = broken.headers?.["authorization"]?.replace("Credential=", "Credential ") ?? "";
    const malformed = { ...broken, headers: { ...broken.headers, authorization } };
    expect((await send(server.endpoint, malformed)).status).toBe(400);
  });

  test("over TLS", async () => {
    const { stdout: ca } = await forebay(["trust", "--print", "--data", data]);
    const identity = sts("GetCallerIdentity");
    const made = await signed(server.endpoint, identity, { service: "sts", credentials: root });
    expect(await overTls(ca, noted("one over TLS", made))).toBe(200);
    await expect(overTls("", made)).rejects.toThrow();
  });

  test("keys and ciphers of KMS, once it is there", async () => {
    const made = await call("CreateKey", target("TrentService.CreateKey", {}), { service: "kms" });
    if (made.status === 501) return;
    const { KeyMetadata } = JSON.parse(made.body) as { readonly KeyMetadata: { readonly KeyId: string } };
    const input = { KeyId: KeyMetadata.KeyId, KeySpec: "AES_256" };
    const { body } = await call("GenerateDataKey", target("TrentService.GenerateDataKey", input), { service: "kms" });
    const { Plaintext } = JSON.parse(body) as { readonly Plaintext: string };
    secrets.set("a data key", Plaintext);
    const text = Buffer.from("a plaintext that KMS was given").toString("base64");
    secrets.set("a plaintext", text);
    const encrypt = target("TrentService.Encrypt", { KeyId: KeyMetadata.KeyId, Plaintext: text });
    expect((await call("Encrypt", encrypt, { service: "kms" })).status).toBe(200);
  });

  test("leave no secret in the log", async () => {
    await expect.poll(() => server.output()).toMatch(/sts\.GetFederationToken => 200[^]*sts\.GetCallerIdentity => 403/);
    const output = server.output();
    expect(output).toContain('"level":20');
    expect(output).toContain("s3.ListBuckets => 200");
    expect(output).toContain("[hidden]"); // of the hook
    expect(secrets.size).toBeGreaterThan(20);
    for (const [what, secret] of secrets) {
      for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")])
        expect(output.includes(form), what).toBe(false);
    }
  });
});
