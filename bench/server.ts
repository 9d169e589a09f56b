// Servers under measurement, each a process of its own: Forebay, and a bare node:http server as the ceiling.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface BenchServer {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const TICKS_PER_SECOND = 100;

/**
 * CPU seconds that the server has used so far, in all its threads: what it costs, whatever else the machine does.
 * NaN where there is no /proc.
 */
export function cpuSecondsOf({ pid }: BenchServer): number {
  if (process.platform !== "linux") return Number.NaN;
  const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
  const [user, system] = fields.split(" ").slice(11);
  return (Number(user) + Number(system)) / TICKS_PER_SECOND;
}

/** Forebay as a user starts it for load, on an empty data folder. Needs dist/: `npm run bench` builds it. */
export async function startForebayServer(env: Readonly<Record<string, string>> = {}): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), "forebay-bench-"));
  const flags = ["start", "--port", "0", "--data", join(folder, "data"), "--log-level", "info"];
  const unlimited = { KINESIS_ENFORCE_LIMITS: "0", FIREHOSE_ENFORCE_LIMITS: "0", ...env };
  const server = await startProcess(["bin/forebay.mjs", ...flags], /Ready\./, unlimited);
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Reads each request's body to its end and answers `size` bytes (the number in the path, 0 without one). */
const BARE = `
const { createServer } = require("node:http");
const bodies = new Map();
createServer((request, response) => {
  const size = Number(request.url.slice(1)) || 0;
  if (!bodies.has(size)) bodies.set(size, Buffer.alloc(size, 120));
  request.on("data", () => {}).on("end", () => response.end(bodies.get(size)));
}).listen(0, "127.0.0.1", function () { console.log("http://127.0.0.1:" + this.address().port); });
`;

export const startBareServer = (): Promise<BenchServer> => startProcess(["-e", BARE], /http:/);

/** Answers the file that the path names, as Node's own streams do it. */
const FILES = `
const { createReadStream, statSync } = require("node:fs");
const { createServer } = require("node:http");
createServer((request, response) => {
  const path = process.argv[1] + request.url;
  response.writeHead(200, { "content-length": statSync(path).size });
  createReadStream(path).pipe(response);
}).listen(0, "127.0.0.1", function () { console.log("http://127.0.0.1:" + this.address().port); });
`;

/** Serves files of these sizes in bytes, each under its size. */
export async function startFileServer(sizes: readonly number[]): Promise<BenchServer> {
  const folder = mkdtempSync(join(tmpdir(), "forebay-bench-files-"));
  for (const size of sizes) writeFileSync(join(folder, String(size)), Buffer.alloc(size, 120));
  const server = await startProcess(["-e", FILES, folder], /http:/);
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** kinesalite, from outside of the tree: undefined when KINESALITE_CLI does not say where its cli.js is. */
export async function startKinesalite(): Promise<BenchServer | undefined> {
  const cli = process.env["KINESALITE_CLI"];
  if (cli === undefined) return undefined;
  const port = await freePort();
  const server = await startProcess([cli, "--port", String(port), "--createStreamMs", "0"], /Listening/);
  return { ...server, endpoint: `http://127.0.0.1:${port}` };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

async function startProcess(
  args: readonly string[],
  ready: RegExp,
  env: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (text: Buffer) => {
      output += text.toString();
      if (ready.test(output)) resolve();
    });
    void exited.then(() => reject(new Error(`the server ended before it was ready:\n${output}`)));
  });
  const endpoint = /http:\/\/[\w.:]+/.exec(output)?.[0];
  if (endpoint === undefined || child.pid === undefined) throw new Error(`no endpoint in:\n${output}`);
  return {
    endpoint,
    pid: child.pid,
    async stop() {
      child.kill("SIGTERM");
      await exited;
    },
  };
}
