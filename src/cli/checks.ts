// What `forebay doctor` looks at, each check done for real.
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Finding {
  readonly found: boolean;
  readonly detail: string;
}

export interface Check {
  readonly name: string;
  /** Forebay does not run without it. */
  readonly needed: boolean;
  readonly remedy: string;
  look(): Finding | Promise<Finding>;
}

const NODE_MIN = [20, 19] as const;
const DISK_FREE_MIN_BYTES = 1024 ** 3;
const TOOL_TIMEOUT_MS = 10_000;
const REINSTALL = "Run npm ci in Forebay's folder, or reinstall the package";

export const checks: readonly Check[] = [
  { name: "Node.js", needed: true, remedy: `Install Node.js ${NODE_MIN.join(".")} or newer`, look: node },
  { name: "disk", needed: true, remedy: "Free some space, or choose another folder with --data", look: disk },
  { name: "keyvalue (LMDB)", needed: true, remedy: REINSTALL, look: lmdb },
  { name: "sql (DuckDB)", needed: true, remedy: REINSTALL, look: duckdb },
  runtimes("nodejs", {
    commands: ["node18", "node20", "node22", "node24"],
    own: [`version ${process.versions.node}`],
    otherwise: "runtimes of other versions run by it",
  }),
  runtimes("python", {
    commands: ["9", "10", "11", "12", "13", "14"].map((minor) => `python3.${minor}`),
    own: [],
    otherwise: "runtimes of other versions run by python3",
  }),
  { name: "Snappy", needed: true, remedy: REINSTALL, look: snappy },
  tool("AWS CLI", "aws", "Forebay does not need it; pip install awscli brings it"),
  tool("Python", "python3", "Lambda functions in Python need it, and the tests of Python clients"),
];

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const found = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  return { found, detail: `version ${process.versions.node}` };
}

function disk(): Finding {
  const { bavail, bsize } = statfsSync(process.cwd());
  const freeBytes = bavail * bsize;
  return { found: freeBytes >= DISK_FREE_MIN_BYTES, detail: `${(freeBytes / 1024 ** 3).toFixed(1)} GiB free here` };
}

async function lmdb(): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), "forebay-doctor-"));
  try {
    const { open } = await import("lmdb");
    const store = open({ path: folder });
    await store.put("asked", "answered");
    const found = store.get("asked") === "answered";
    await store.close();
    return { found, detail: "wrote and read a row" };
  } catch (error) {
    return broken(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function duckdb(): Promise<Finding> {
  try {
    const { DuckDBInstance, version } = await import("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const [row] = await (await connection.run("SELECT 42")).getRows();
    connection.closeSync();
    instance.closeSync();
    return { found: row?.[0] === 42, detail: `version ${version()}, answered a query` };
  } catch (error) {
    return broken(error);
  }
}

async function snappy(): Promise<Finding> {
  try {
    const { compress, uncompress } = await import("snappy");
    const back = await uncompress(await compress("forebay"));
    return { found: back.toString() === "forebay", detail: "compressed and uncompressed" };
  } catch (error) {
    return broken(error);
  }
}

function tool(name: string, command: string, remedy: string): Check {
  return {
    name,
    needed: false,
    remedy,
    look() {
      const { status, stdout, stderr } = spawnSync(command, ["--version"], {
        encoding: "utf8",
        timeout: TOOL_TIMEOUT_MS,
      });
      const [line = ""] = `${stdout ?? ""}${stderr ?? ""}`.split("\n");
      return status === 0 ? { found: true, detail: line } : { found: false, detail: `no ${command} on the path` };
    },
  };
}

interface Interpreters {
  readonly commands: readonly string[];
  /** That are there without being looked for. */
  readonly own: readonly string[];
  readonly otherwise: string;
}

/** The interpreters by whose version a function's runtime goes. */
function runtimes(language: string, { commands, own, otherwise }: Interpreters): Check {
  const look = async (): Promise<Finding> => {
    const answers = await Promise.all(commands.map(answersOf));
    const found = [...own, ...commands.filter((_, index) => answers[index])];
    const detail = found.length > 0 ? found.join(", ") : `none of ${commands.join(", ")}`;
    return { found: found.length > 0, detail: `${detail}; ${otherwise}` };
  };
  const remedy = "Install the interpreters whose own versions functions need";
  return { name: `Lambda: ${language}*`, needed: false, remedy, look };
}

const answersOf = (command: string): Promise<boolean> =>
  new Promise((resolve) => {
    execFile(command, ["--version"], { timeout: TOOL_TIMEOUT_MS }, (error) => resolve(error === null));
  });

const broken = (error: unknown): Finding => ({
  found: false,
  detail: `does not work: ${(error as Error).message.split("\n")[0]}`,
});
