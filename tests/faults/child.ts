// Children that tests start, feed and kill: a TypeScript file is bundled once and run by the same Node.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A bundled entry file; `remove` it when the tests are done. */
export interface Bundle {
  readonly path: string;
  remove(): Promise<void>;
}

/** `entry` is relative to tests/faults. Packages stay outside, so the bundle stands below the repository. */
export async function bundle(entry: string): Promise<Bundle> {
  const cache = join(root, ".cache");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "child-"));
  const path = join(folder, "child.mjs");
  await build({
    entryPoints: [join(root, "tests", "faults", entry)],
    outfile: path,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return { path, remove: () => rm(folder, { recursive: true }) };
}

interface Exit {
  /** Whole lines of what it printed. */
  readonly lines: readonly string[];
  readonly errors: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly process: ChildProcess;
  /** Resolves at the first line. */
  readonly begun: Promise<void>;
  readonly ended: Promise<Exit>;
}

/** Starts `command`, by default this Node. */
export function start(args: readonly string[], command = process.execPath): Child {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<Exit>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ lines: output.split("\n").slice(0, -1), errors, code, signal }));
  });
  const begun = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      resolve();
    });
    child.on("close", () => resolve());
  });
  return { process: child, begun, ended };
}

export interface Server {
  readonly endpoint: string;
  /** As a crash would: resolves when the process is gone. */
  readonly kill: () => Promise<void>;
}

/** Starts a bundled `server.child.ts`, which prints where it listens. */
export async function startServer({ path }: Bundle, folder: string): Promise<Server> {
  const { process: child, ended } = start([path, folder]);
  const endpoint = await Promise.race([
    new Promise<string>((resolve) => child.stdout?.once("data", (line: Buffer) => resolve(line.toString().trim()))),
    ended.then(({ errors }) => Promise.reject(new Error(`the server ended:\n${errors}`))),
  ]);
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
  };
  return { endpoint, kill };
}
