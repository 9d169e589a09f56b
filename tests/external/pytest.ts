// What the runners of others' Python suites share: a Python of their own, pytest's report, and the comparison with the list.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export interface Outcome {
  /** `test_iam.py::TestClass::test_name[parameters]`. */
  readonly name: string;
  readonly result: "passed" | "failed" | "skipped";
  /** Why it was skipped; the failure otherwise. */
  readonly detail: string;
}

/** A Python in a folder of this name that has what `installs` gives to pip; made once, of `python`. */
export function ensureEnvironment(
  folder: string,
  python: () => string,
  installs: readonly (readonly string[])[],
): string {
  const executable = join(folder, "bin", "python");
  if (existsSync(executable)) return resolve(executable);
  const steps = [
    [python(), "-m", "venv", resolve(folder)],
    ...installs.map((install) => [executable, "-m", "pip", "install", "--quiet", ...install]),
  ];
  for (const [command = "", ...args] of steps) {
    const { status } = spawnSync(command, args, { stdio: "inherit" });
    if (status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      throw new Error(`${command} ${args.join(" ")} failed`);
    }
  }
  return resolve(executable);
}

interface Session {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/** Runs pytest and reads its JUnit report. */
export async function runPytest(executable: string, { cwd, args, env, timeoutMs }: Session): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), "forebay-pytest-"));
  const report = join(folder, "report.xml");
  try {
    const fixed = ["-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", `--junitxml=${report}`];
    const child = spawn(executable, [...fixed, ...args], {
      cwd,
      env: { ...process.env, ...env, PYTHONDONTWRITEBYTECODE: "1" },
      stdio: ["ignore", "inherit", "inherit"],
      timeout: timeoutMs,
    });
    await new Promise((done) => child.once("close", done));
    return outcomesOf(readFileSync(report, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outcomesOf(xml: string): Outcome[] {
  const cases = xml.matchAll(/<testcase classname="([^"]+)" name="([^"]+)"[^>]*?(?:\/>|>(.*?)<\/testcase>)/gs);
  return [...cases].map(([, scope = "", test = "", body = ""]) => {
    const file = scope.split(".").findLastIndex((part) => part.startsWith("test_"));
    const path = scope.split(".").slice(file);
    const name = [`${path[0]}.py`, ...path.slice(1), test].join("::");
    const detail = /<(?:skipped|failure|error)\b[^>]*message="([^"]*)"/.exec(body)?.[1] ?? "";
    const failed = /<(?:failure|error)\b/.test(body);
    return { name, result: failed ? "failed" : body.includes("<skipped") ? "skipped" : "passed", detail };
  });
}

/** Prints what differs, and `N passed, N failed` last: what fails without being listed, or agrees although it is. */
export function compare(outcomes: readonly Outcome[], differences: Readonly<Record<string, string>>): boolean {
  const known = (name: string): boolean => Object.hasOwn(differences, name);
  const ran = outcomes.filter(({ result }) => result !== "skipped");
  const failures = ran.filter(({ result }) => result === "failed");
  const listed = failures.filter(({ name }) => known(name));
  const unexpected = failures.filter(({ name }) => !known(name));
  const stale = ran.filter(({ name, result }) => result === "passed" && known(name));
  for (const { name } of listed) console.log(`differs: ${name}\n         ${differences[name]}`);
  for (const { name, detail } of unexpected) console.log(`NOT LISTED: ${name}\n            ${detail}`);
  for (const { name } of stale) console.log(`AGREES, but stands in the list: ${name}`);
  const wrong = unexpected.length + stale.length;
  console.log(`${ran.length - failures.length} of ${ran.length} tests agree, ${listed.length} differ as listed`);
  console.log(`${ran.length - wrong} passed, ${wrong} failed`);
  return ran.length > 0 && wrong === 0;
}
