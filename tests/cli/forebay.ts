// Runs the command line as a user does: bin/forebay.mjs in a process of its own.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { join } from "node:path";

export const bin = join(import.meta.dirname, "..", "..", "bin", "forebay.mjs");

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function forebay(args: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
  const child = spawn(process.execPath, [bin, ...args], { env: environment(env), stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr, code] = await Promise.all([collect(child.stdout), collect(child.stderr), exitOf(child)]);
  return { code, stdout, stderr };
}

export interface Running {
  readonly endpoint: string;
  readonly pid: number;
  /** Everything printed so far. */
  output(): string;
  /** Sends the signal and resolves with the exit code (null when the signal ended it). */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts the server and resolves when it has printed `Ready.`. With `mount`, a shell command, the server runs in a mount
 * name space of its own, in which that command was run before.
 */
export async function startServer(
  args: readonly string[],
  env: Record<string, string> = {},
  mount?: string,
): Promise<Running> {
  const server = [process.execPath, bin, "start", ...args];
  const inside = ["unshare", "-rm", "sh", "-c", `${mount} && exec "$0" "$@"`, ...server];
  const [command = "", ...rest] = mount === undefined ? server : inside;
  const child = spawn(command, rest, {
    env: environment(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exited = exitOf(child);
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const read = (text: Buffer): void => {
      output += text.toString();
      if (/^Ready\.$/m.test(output)) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void exited.then((code) => reject(new Error(`the server ended with ${code}:\n${output}`)));
  });
  const endpoint = /http:\/\/[\w.:[\]-]+/.exec(output)?.[0];
  if (endpoint === undefined || child.pid === undefined) {
    child.kill("SIGKILL");
    throw new Error(`no endpoint in:\n${output}`);
  }
  return {
    endpoint,
    pid: child.pid,
    output: () => output,
    end(signal) {
      child.kill(signal);
      return exited;
    },
  };
}

function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  const { AWS_ENDPOINT_URL: _, ...env } = process.env;
  return { ...env, ...more };
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
