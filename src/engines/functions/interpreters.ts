// What runs functions on this machine: the Node.js and Python interpreters that are found, and the functions' own bootstraps.
import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

const VERSION_TIMEOUT_MS = 10_000;
const RUNTIME = /^(nodejs|python)(\d+(?:\.\d+)?)?/;

export interface Interpreter {
  readonly kind: "node" | "python" | "bootstrap";
  /** Empty for a bootstrap. */
  readonly command: string;
}

/** Looks once for each runtime and remembers what it found. */
export class Interpreters {
  readonly #found = new Map<string, Promise<Interpreter | undefined>>();

  find(runtime: string): Promise<Interpreter | undefined> {
    const found = this.#found.get(runtime) ?? look(runtime);
    this.#found.set(runtime, found);
    return found;
  }
}

async function look(runtime: string): Promise<Interpreter | undefined> {
  if (runtime.startsWith("provided")) return { kind: "bootstrap", command: "" };
  const [, language, version = ""] = RUNTIME.exec(runtime) ?? [];
  if (language === "nodejs") return { kind: "node", command: await nodeOf(version) };
  if (language !== "python" || version.startsWith("2")) return undefined;
  const command = await firstOf([`python${version}`, "python3", "python"]);
  return command === undefined ? undefined : { kind: "python", command: await behind(command) };
}

/** A Node.js of that version when there is one by its name, otherwise the one that runs the platform. */
async function nodeOf(version: string): Promise<string> {
  const [major = ""] = version.split(".");
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  return (await firstOf([`node${major}`, `node-${major}`])) ?? process.execPath;
}

async function firstOf(names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
      const path = join(folder, name);
      if (folder !== "" && (await isExecutable(path)) && (await answers(path))) return path;
    }
  }
  return undefined;
}

/** The interpreter itself: what stands in the PATH may be a script that takes longer to find it than it takes to start. */
const behind = (command: string): Promise<string> =>
  new Promise((resolve) => {
    const parameters = ["-c", "import sys; print(sys.executable)"];
    execFile(command, parameters, { timeout: VERSION_TIMEOUT_MS }, (error, output) =>
      resolve(error === null && output.trim() !== "" ? output.trim() : command),
    );
  });

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const answers = (command: string): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(command, ["--version"], { timeout: VERSION_TIMEOUT_MS }, (error) => resolve(error === null));
  });
