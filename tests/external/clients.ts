// npm run test:external:clients [-- NAME ...]: clients of S3 and Athena that no one here wrote, unchanged, each against one Forebay of its own.
// Those that are not there and cannot be had are left out, with the reason; any other failure fails the run.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startForebay } from "../../src/index.ts";
import { ensureEnvironment } from "./pytest.ts";

const TIMEOUT_MS = 300_000;
/** What a script exits with when its client cannot be had: EX_TEMPFAIL. */
const LEFT_OUT = 75;
const PACKAGES = [
  "s3cmd==2.4.0",
  "s3fs==2026.9.0",
  "pyarrow==25.0.1",
  "duckdb==1.5.5",
  "duckdb-extension-httpfs==1.5.5",
];
/** With dependencies of their own that the others must not share. */
const DBT_PACKAGES = ["dbt-core==1.10.23", "dbt-athena==1.10.2", "PyAthena==3.40.0"];
const scripts = resolve("tests/external/clients");
const cache = resolve(".cache/external-clients");

interface Client {
  readonly script: string;
  readonly command: () => string;
  /** A sentence when the client is not there. */
  readonly missing?: () => string | undefined;
}

const python = (): string => ensureEnvironment(".venv-clients", () => "python3", [PACKAGES]);
const hasCommand = (name: string): boolean => spawnSync(name, ["version"], { stdio: "ignore" }).status === 0;

const clients: Readonly<Record<string, Client>> = {
  s3cmd: { script: "s3cmd.sh", command: () => (python(), "bash") },
  s3fs: { script: "s3fs_pyarrow.py", command: python },
  dbt: { script: "dbt_athena.py", command: () => ensureEnvironment(".venv-dbt", () => "python3", [DBT_PACKAGES]) },
  duckdb: { script: "duckdb_httpfs.py", command: python },
  rclone: {
    script: "rclone.sh",
    command: () => "bash",
    missing: () => (hasCommand("rclone") ? undefined : "rclone is not installed (Debian has it as rclone)"),
  },
  "lib-storage": { script: "lib-storage.mjs", command: () => process.execPath, missing: installLibStorage },
};

/** Outside the dependencies, of the version that the SDK here has; modules are looked for beside the script. */
function installLibStorage(): string | undefined {
  mkdirSync(cache, { recursive: true });
  if (!existsSync(join(cache, "node_modules/@aws-sdk/lib-storage"))) {
    const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const version = devDependencies["@aws-sdk/client-s3"];
    const packages = [`@aws-sdk/lib-storage@${version}`, `@aws-sdk/client-s3@${version}`];
    const { status } = spawnSync("npm", ["install", "--no-save", "--no-audit", "--prefix", cache, ...packages], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) return "npm could not install @aws-sdk/lib-storage";
  }
  copyFileSync(join(scripts, "lib-storage.mjs"), join(cache, "lib-storage.mjs"));
  return undefined;
}

async function run(name: string, { script, command, missing }: Client): Promise<"passed" | "left out" | "failed"> {
  const reason = missing?.();
  if (reason !== undefined) {
    console.log(`${name}: left out: ${reason}`);
    return "left out";
  }
  await using forebay = await startForebay();
  const folder = mkdtempSync(join(tmpdir(), "forebay-clients-"));
  try {
    const path = join(script.endsWith(".mjs") ? cache : scripts, script);
    const child = spawn(command(), [path], {
      cwd: folder,
      env: {
        ...process.env,
        AWS_CA_BUNDLE: undefined, // rclone stumbles over it
        PATH: `${resolve(".venv-clients/bin")}:${process.env["PATH"]}`,
        FOREBAY_ENDPOINT: forebay.endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_CONFIG_FILE: "/dev/null",
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: TIMEOUT_MS,
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
    const code = await new Promise<number | null>((done) => child.once("close", done));
    if (code === LEFT_OUT) console.log(`${name}: left out: ${output.trim()}`);
    else console.log(code === 0 ? `${name}: passed` : `${name}: failed (${code})\n${output}`);
    return code === LEFT_OUT ? "left out" : code === 0 ? "passed" : "failed";
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2);
for (const [name, client] of Object.entries(clients)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if ((await run(name, client)) === "failed") process.exitCode = 1;
}
