// forebay start: ready, status, a second server on the same folder, SIGTERM, kill -9 and reset.
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { forebay, startServer } from "./forebay.ts";

describe("start", () => {
  let folder: string;
  let data: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "forebay-test-"));
    data = join(folder, "data");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("prints Ready. last, serves, and ends cleanly on SIGTERM", async () => {
    const server = await startServer(["--port", "0", "--data", data]);
    expect(server.output().trimEnd().split("\n").at(-1)).toBe("Ready.");
    const sts = new STSClient({
      endpoint: server.endpoint,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe("000000000000");
    sts.destroy();
    const status = await forebay(["status", "--endpoint", server.endpoint]);
    expect([status.code, status.stdout]).toEqual([0, expect.stringMatching(/kinesis +\w+/)]);
    expect(await server.end("SIGTERM")).toBe(0);
  });

  it("keeps a second server off the same folder", async () => {
    const server = await startServer(["--port", "0", "--data", data]);
    const second = await forebay(["start", "--port", "0", "--data", data]);
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining(String(server.pid))]);
    expect(await server.end("SIGTERM")).toBe(0);
  });

  it("starts again after kill -9, and resets only when nothing runs", async () => {
    const killed = await startServer(["--port", "0", "--data", data]);
    expect(await killed.end("SIGKILL")).toBeNull();
    const server = await startServer(["--port", "0", "--data", data]);
    const refused = await forebay(["reset", "--data", data, "--yes"]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("stop that one first")]);
    expect(await server.end("SIGTERM")).toBe(0);
    expect((await forebay(["reset", "--data", data])).code).toBe(2);
    expect((await forebay(["reset", "--data", data, "--yes"])).code).toBe(0);
    expect(existsSync(data) ? readdirSync(data) : []).toEqual([]);
  });

  it("a busy port is one sentence and exit code 1", async () => {
    const server = await startServer(["--port", "0", "--data", data]);
    const { port } = new URL(server.endpoint);
    const second = await forebay(["start", "--port", port, "--data", join(folder, "other")]);
    expect([second.code, second.stderr]).toEqual([1, expect.stringMatching(new RegExp(`^[^\\n]*${port}[^\\n]*\\n$`))]);
    await server.end("SIGTERM");
  });

  it("runs the executables of ready.d when it is ready", async () => {
    const hooks = join(folder, "init", "ready.d");
    mkdirSync(hooks, { recursive: true });
    const seen = join(folder, "seen");
    writeFileSync(join(hooks, "10-look.sh"), `#!/bin/sh\necho "$AWS_ENDPOINT_URL" > ${seen}\n`);
    chmodSync(join(hooks, "10-look.sh"), 0o755);
    const server = await startServer(["--port", "0", "--data", data], { FOREBAY_INIT: join(folder, "init") });
    const look = (): string | undefined => (existsSync(seen) ? readFileSync(seen, "utf8").trim() : undefined);
    await expect.poll(look, { timeout: 10_000 }).toBe(server.endpoint);
    expect(await server.end("SIGTERM")).toBe(0);
  });

  it("PERSISTENCE=0 leaves nothing behind", async () => {
    const server = await startServer(["--port", "0"], { PERSISTENCE: "0", TMPDIR: folder });
    expect(await server.end("SIGTERM")).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});
