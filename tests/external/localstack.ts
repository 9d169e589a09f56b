// npm run test:external:localstack -- CHECKOUT: LocalStack's own IAM, STS and KMS tests, with what AWS answered them as recorded,
// against a Forebay of their own. Fails when something differs that is not in the list, or agrees that is.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startForebay } from "../../src/index.ts";
import { differences } from "./localstack-differences.ts";

const SUITES = ["iam/test_iam.py", "sts/test_sts.py", "kms/test_kms.py"];
const VENV = ".venv-localstack";
const TIMEOUT_MS = 1_500_000;

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
}

const [checkout, ...wanted] = process.argv.slice(2);
if (checkout === undefined || !existsSync(join(checkout, "tests/aws/services/iam/test_iam.py"))) {
  console.error("usage: npm run test:external:localstack -- CHECKOUT_OF_LOCALSTACK [iam|sts|kms ...]");
  process.exit(2);
}
const python = ensureEnvironment(resolve(checkout));
const outcomes = await run(resolve(checkout), python);
const known = (name: string): boolean => Object.hasOwn(differences, name);
const unexpected = outcomes.filter(({ name, passed }) => !passed && !known(name));
const stale = outcomes.filter(({ name, passed }) => passed && known(name));
for (const { name } of outcomes.filter(({ name, passed }) => !passed && known(name)))
  console.log(`differs: ${name}\n         ${differences[name]}`);
for (const { name } of unexpected) console.log(`NOT LISTED: ${name}`);
for (const { name } of stale) console.log(`AGREES, but stands in the list: ${name}`);
const agreed = outcomes.filter(({ passed }) => passed).length;
console.log(
  `${agreed} of ${outcomes.length} tests agree, ${outcomes.length - agreed - unexpected.length} differ as listed`,
);
console.log(`${outcomes.length - unexpected.length - stale.length} passed, ${unexpected.length + stale.length} failed`);
process.exitCode = outcomes.length > 0 && unexpected.length + stale.length === 0 ? 0 : 1;

/** The Python that has LocalStack's test requirements; made once, beside the checkout's path nothing is written. */
function ensureEnvironment(path: string): string {
  const executable = join(VENV, "bin", "python");
  if (existsSync(executable)) return resolve(executable);
  const steps = [
    [recentPython(path), "-m", "venv", resolve(VENV)],
    [executable, "-m", "pip", "install", "--quiet", "-r", join(path, "requirements-test.txt")],
    [executable, "-m", "pip", "install", "--quiet", "--no-deps", path],
  ];
  for (const [command = "", ...args] of steps) {
    const { status } = spawnSync(command, args, { stdio: "inherit" });
    if (status !== 0) {
      rmSync(VENV, { recursive: true, force: true });
      throw new Error(`${command} ${args.join(" ")} failed`);
    }
  }
  return resolve(executable);
}

/** LocalStack's code needs Python 3.12. */
function recentPython(cwd: string): string {
  const check = ["-c", "import sys; sys.exit(sys.version_info < (3, 12))"];
  const found = ["python3", "python3.13", "python3.12"].find((name) => spawnSync(name, check, { cwd }).status === 0);
  if (found === undefined) throw new Error("LocalStack's tests need Python 3.12 or later");
  return spawnSync(found, ["-c", "import sys; print(sys.executable)"], { cwd, encoding: "utf8" }).stdout.trim();
}

async function run(path: string, executable: string): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), "forebay-localstack-"));
  const report = join(folder, "report.xml");
  const suites = SUITES.filter((suite) => wanted.length === 0 || wanted.some((name) => suite.startsWith(`${name}/`)));
  await using forebay = await startForebay({ logLevel: "error" });
  try {
    const files = suites.map((suite) => join("tests/aws/services", suite));
    const child = spawn(
      executable,
      ["-m", "pytest", "-q", "--tb=no", "-p", "no:cacheprovider", `--junitxml=${report}`, ...files],
      {
        cwd: path,
        env: {
          ...process.env,
          TEST_SKIP_LOCALSTACK_START: "1",
          GATEWAY_LISTEN: `127.0.0.1:${forebay.port}`,
          PYTHONDONTWRITEBYTECODE: "1",
        },
        stdio: ["ignore", "inherit", "inherit"],
        timeout: TIMEOUT_MS,
      },
    );
    await new Promise((done) => child.once("close", done));
    return outcomesOf(readFileSync(report, "utf8"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of pytest's JUnit report; skipped tests are left out. */
function outcomesOf(xml: string): Outcome[] {
  const cases = xml.matchAll(/<testcase classname="([^"]+)" name="([^"]+)"[^>]*?(?:\/>|>(.*?)<\/testcase>)/gs);
  return [...cases].flatMap(([, scope = "", test = "", body = ""]) => {
    if (body.includes("<skipped")) return [];
    const [className = "", file = ""] = scope.split(".").toReversed();
    return [{ name: `${file}.py::${className}::${test}`, passed: !/<(?:failure|error)\b/.test(body) }];
  });
}
