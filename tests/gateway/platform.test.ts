// The running platform: its own endpoints, its clock, hooks, what it does not have, CORS, refusals before the body.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../src/index.ts";
import { type RawRequest, send, signed } from "./raw-client.ts";

let forebay: Forebay;
const folder = mkdtempSync(join(tmpdir(), "forebay-platform-"));
beforeAll(async () => void (forebay = await startForebay()));
afterAll(async () => {
  await forebay.close();
  rmSync(folder, { recursive: true });
});

const get = async (path: string, headers: Record<string, string> = {}): Promise<unknown> =>
  JSON.parse((await send(forebay.endpoint, { method: "GET", path, headers })).body);
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(forebay.endpoint, { path, headers, body: typeof body === "string" ? body : JSON.stringify(body) });

describe("its own endpoints", () => {
  test("health, under both names", async () => {
    const services = expect.objectContaining({
      s3: expect.stringMatching(/^(available|running)$/),
      kinesis: "available",
    });
    expect(await get("/_forebay/health")).toMatchObject({ status: "running", version: expect.any(String), services });
    expect(await get("/_localstack/health")).toMatchObject({ services, edition: "forebay" });
  });

  test("a service is running once it was asked for", async () => {
    const list = await signed(forebay.endpoint, { method: "GET", path: "/" }, { service: "s3" });
    expect((await send(forebay.endpoint, list)).status).toBe(200);
    expect(await get("/_forebay/health")).toMatchObject({ services: { s3: "running", kinesis: "available" } });
  });

  test("info and init", async () => {
    expect(await get("/_localstack/info")).toMatchObject({ edition: "forebay", is_license_activated: false });
    expect(await get("/_localstack/init")).toEqual({
      completed: { BOOT: true, START: true, READY: true, SHUTDOWN: false },
      scripts: [],
    });
    expect(await get("/_localstack/init/ready")).toEqual({ completed: true, scripts: [] });
    expect(await get("/_localstack/init/shutdown")).toEqual({ completed: false, scripts: [] });
  });

  test.each([
    ["GET", "/_forebay/nothing", 404],
    ["DELETE", "/_forebay/health", 405],
  ])("%s %s is %d", async (method, path, status) => {
    expect((await send(forebay.endpoint, { method, path })).status).toBe(status);
  });

  test("a page from elsewhere may not use them", async () => {
    const { status } = await post("/_forebay/clock", { advanceMs: 1 }, { origin: "https://evil.example" });
    expect(status).toBe(403);
  });

  test("jobs are listed with their due times", async () => {
    expect(await get("/_forebay/jobs")).toEqual({ jobs: expect.any(Array) });
  });
});

describe("the clock", () => {
  test("is read, advanced and set", async () => {
    const start = (await get("/_forebay/clock")) as { epochMs: number };
    await post("/_forebay/clock", { advanceMs: 3_600_000 });
    const later = (await get("/_forebay/clock")) as { epochMs: number };
    expect(later.epochMs - start.epochMs).toBeGreaterThanOrEqual(3_600_000);
    const { body } = await post("/_forebay/clock", { set: "2031-02-03T04:05:06Z" });
    expect(JSON.parse(body)).toMatchObject({ now: expect.stringMatching(/^2031-02-03T04:05:06/) });
    expect(forebay.clock.now().getUTCFullYear()).toBe(2031);
    expect((await post("/_forebay/clock", { set: 1_893_456_000_000 })).body).toContain("2030-01-01T00:00:00");
  });

  test.each([
    { set: "yesterday" },
    { advanceMs: "much" },
    {},
    { set: null },
    [],
    { set: 1e18 },
    { set: "-000001-01-01" },
    "{",
  ])("does not take %j", async (body) => {
    expect((await post("/_forebay/clock", body)).status).toBe(400);
  });
});

describe("what is not there", () => {
  test.each<[string, RawRequest, string, string]>([
    [
      "a service with a model",
      {
        headers: { "x-amz-target": "secretsmanager.ListSecrets", "content-type": "application/x-amz-json-1.1" },
        body: "{}",
      },
      "secretsmanager",
      "Forebay does not serve secrets-manager.",
    ],
    [
      "a service without one",
      { headers: { "x-amz-target": "SageMaker.ListModels", "content-type": "application/x-amz-json-1.1" }, body: "{}" },
      "sagemaker",
      'Forebay does not have the service \\"sagemaker\\".',
    ],
    [
      "a REST service without a model",
      { method: "GET", path: "/2020-05-31/distribution" },
      "cloudfront",
      'Forebay does not have the service \\"cloudfront\\".',
    ],
    [
      "a query service",
      {
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "Action=DescribeCacheClusters&Version=2015-02-02",
      },
      "elasticache",
      "Forebay does not serve elasticache.",
    ],
  ])("%s answers 501", async (_, request, service, message) => {
    const answer = await send(forebay.endpoint, await signed(forebay.endpoint, request, { service }));
    expect(answer).toMatchObject({ status: 501, code: "NotImplemented", message });
  });

  test("an operation that nobody has is UnknownOperationException (documented)", async () => {
    const headers = { "x-amz-target": "Kinesis_20131202.PutEverything", "content-type": "application/x-amz-json-1.1" };
    const request = await signed(forebay.endpoint, { headers, body: "{}" }, { service: "kinesis" });
    expect(await send(forebay.endpoint, request)).toMatchObject({ status: 400, code: "UnknownOperationException" });
  });

  test("SERVICES names only what there is", async () => {
    const starting = startForebay({ env: { SERVICES: "s3,sagemaker" } });
    await expect(starting).rejects.toThrow(/^SERVICES names "sagemaker", but Forebay has .*s3/);
  });

  test("SERVICES leaves the others out", async () => {
    await using only = await startForebay({ env: { SERVICES: "sts" } });
    const request = await signed(only.endpoint, { method: "GET", path: "/" }, { service: "s3" });
    expect(await send(only.endpoint, request)).toMatchObject({ status: 501, message: "Forebay does not serve s3." });
  });
});

describe("browsers", () => {
  test("a preflight from a local page is allowed", async () => {
    const headers = {
      origin: "http://localhost:5173",
      "access-control-request-method": "PUT",
      "access-control-request-headers": "authorization,x-amz-date",
    };
    const { status, headers: answered } = await send(forebay.endpoint, {
      method: "OPTIONS",
      path: "/bucket/key",
      headers,
    });
    expect(status).toBe(200);
    expect(answered["access-control-allow-origin"]).toBe("http://localhost:5173");
    expect(answered["access-control-allow-headers"]).toBe("authorization,x-amz-date");
  });

  test("one from elsewhere is not", async () => {
    const headers = { origin: "https://evil.example", "access-control-request-method": "PUT" };
    const answer = await send(forebay.endpoint, { method: "OPTIONS", path: "/bucket/key", headers });
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });
});

describe("Expect: 100-continue", () => {
  /** Sends the head only, and collects what comes back. */
  function exchange(head: string, body: string): Promise<string> {
    return new Promise((resolve) => {
      const socket = connect(forebay.port, "127.0.0.1");
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk.toString("latin1");
        if (text.endsWith("HTTP/1.1 100 Continue\r\n\r\n")) socket.write(body);
        else if (text.includes("HTTP/1.1 200")) socket.end();
      });
      socket.on("close", () => resolve(text));
      socket.write(head);
    });
  }

  async function put(path: string, secretAccessKey: string): Promise<string> {
    const body = "hello";
    const headers = { expect: "100-continue", "content-length": "5" };
    const credentials = { accessKeyId: "test", secretAccessKey };
    const request = await signed(
      forebay.endpoint,
      { method: "PUT", path, headers, body },
      { service: "s3", credentials },
    );
    const lines = Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}\r\n`);
    return exchange(`PUT ${path} HTTP/1.1\r\n${lines.join("")}\r\n`, body);
  }

  test("a body that is wanted is asked for", async () => {
    await send(
      forebay.endpoint,
      await signed(forebay.endpoint, { method: "PUT", path: "/continued" }, { service: "s3" }),
    );
    const text = await put("/continued/key", "test");
    expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
  });

  test("a refusal comes without the body, and closes the connection", async () => {
    const text = await put("/continued/key", "wrong");
    expect(text).toMatch(/^HTTP\/1\.1 403 Forbidden/);
    expect(text).toMatch(/connection: close/i);
    expect(text).toContain("SignatureDoesNotMatch");
  });
});

describe("init hooks", () => {
  function hook(path: string, script: string, mode = 0o755): void {
    const file = join(folder, "init", path);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, mode);
  }

  test("run in order, know the endpoint, and are reported", async () => {
    const log = join(folder, "log");
    hook("boot.d/a.sh", `echo boot >> ${log}`);
    hook("ready.d/20-second.sh", `echo second >> ${log}`);
    hook("ready.d/10-first.sh", `echo "first $AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID" >> ${log}`);
    hook("ready.d/30-fails.sh", "exit 3");
    hook("ready.d/40-is-no-program.sh", "echo never", 0o644);
    hook("shutdown.d/z.sh", `echo shutdown >> ${log}`);
    const hooked = await startForebay({ logLevel: "silent", env: { FOREBAY_INIT: join(folder, "init") } });
    const { body } = await send(hooked.endpoint, { method: "GET", path: "/_localstack/init" });
    expect(JSON.parse(body)).toMatchObject({
      completed: { READY: true, SHUTDOWN: false },
      scripts: [
        { stage: "BOOT", name: "a.sh", state: "SUCCESSFUL" },
        { stage: "READY", name: "10-first.sh", state: "SUCCESSFUL" },
        { stage: "READY", name: "20-second.sh", state: "SUCCESSFUL" },
        { stage: "READY", name: "30-fails.sh", state: "ERROR" },
        { stage: "READY", name: "40-is-no-program.sh", state: "ERROR" },
        { stage: "SHUTDOWN", name: "z.sh", state: "UNKNOWN" },
      ],
    });
    await hooked.close();
    expect(readFileSync(log, "utf8")).toBe(`boot\nfirst ${hooked.endpoint} test\nsecond\nshutdown\n`);
  });
});

describe("the data folder", () => {
  test("is one platform's at a time, and free again afterwards", async () => {
    const dataFolder = join(folder, "data");
    const first = await startForebay({ dataFolder });
    await expect(startForebay({ dataFolder })).rejects.toThrow(/is open in the process \d+: stop that one first\.$/);
    await first.close();
    await (await startForebay({ dataFolder })).close();
  });

  test("a throw-away folder is gone after closing", async () => {
    const brief = await startForebay();
    await brief.close();
    expect(() => readFileSync(join(brief.dataFolder, "clock.json"))).toThrow(/ENOENT/);
  });

  test("other root credentials take the place of test/test, also for 12-digit accounts", async () => {
    const env = { FOREBAY_ACCESS_KEY_ID: "AKIAMINE", FOREBAY_SECRET_ACCESS_KEY: "mine" };
    await using own = await startForebay({ env });
    const status = async (accessKeyId: string, secretAccessKey: string): Promise<number> => {
      const credentials = { accessKeyId, secretAccessKey };
      const request = await signed(own.endpoint, { method: "GET", path: "/" }, { service: "s3", credentials });
      return (await send(own.endpoint, request)).status;
    };
    expect(own.clientConfig.credentials).toEqual({ accessKeyId: "AKIAMINE", secretAccessKey: "mine" });
    expect(await status("AKIAMINE", "mine")).toBe(200);
    expect(await status("123456789012", "mine")).toBe(200);
    expect(await status("test", "test")).toBe(403);
    expect(await status("123456789012", "test")).toBe(403);
  });
});
