// The commands in docs/services/*.md and README.md are run as they stand there, against a server of their own.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { startForebay } from "../src/index.ts";
import { services } from "../src/platform.ts";
import { environments } from "../tools/python.mjs";

const root = join(import.meta.dirname, "..");
const pages = readdirSync(join(root, "docs", "services")).filter((name) => name.endsWith(".md"));
const venv = join(environments.current.folder, "bin");
const hasPython = existsSync(join(venv, "aws"));
if (!hasPython) console.log("docs: the shell and Python blocks are skipped, the Python environment is not there");

interface Block {
  readonly language: string;
  readonly code: string;
}

/** How a fenced block is run. Other languages (json, text, sql) are shown, not run. */
const runners: Readonly<Record<string, { readonly command: string; readonly file: string; readonly prelude: string }>> =
  {
    sh: { command: "bash", file: "block.sh", prelude: "set -euo pipefail\n" },
    python: { command: join(venv, "python"), file: "block.py", prelude: "" },
    js: { command: process.execPath, file: "block.mjs", prelude: "" },
  };

const blocksOf = (page: string): Block[] =>
  [...readFileSync(page, "utf8").matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", code = ""]) => ({
    language,
    code,
  }));

/** Blocks of one language run in one process, so that a page can build up its example. */
function scriptsOf(page: string): Block[] {
  const languages = new Map<string, string>();
  for (const { language, code } of blocksOf(page)) {
    if (language in runners) languages.set(language, `${languages.get(language) ?? ""}${code}\n`);
  }
  return [...languages].map(([language, code]) => ({ language, code }));
}

async function run({ language, code }: Block, endpoint: string): Promise<{ code: number | null; output: string }> {
  const runner = runners[language];
  if (!runner) throw new Error(`no runner for ${language}`);
  const isNode = language === "js";
  const parent = isNode ? join(root, ".cache") : tmpdir(); // packages are found from inside the repository only
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "docs-"));
  try {
    writeFileSync(join(folder, runner.file), runner.prelude + code);
    const child = spawn(runner.command, [join(folder, runner.file)], {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${venv}:${process.env["PATH"]}`,
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_REGION: "us-east-1",
        AWS_CONFIG_FILE: "/dev/null",
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_PAGER: "",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (output += text));
    const exit = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
    return { code: exit, output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("docs/services", () => {
  it("has a page for every service that is built", () => {
    expect(pages.map((page) => page.replace(".md", "")).toSorted()).toEqual(Object.keys(services).toSorted());
  });

  for (const page of pages) {
    for (const script of scriptsOf(join(root, "docs", "services", page))) {
      it.skipIf(!hasPython && script.language !== "js")(
        `${page}: its ${script.language} blocks run`,
        { timeout: 400_000 },
        async () => {
          await using forebay = await startForebay();
          const { code, output } = await run(script, forebay.endpoint);
          expect(code, output).toBe(0);
        },
      );
    }
  }
});
