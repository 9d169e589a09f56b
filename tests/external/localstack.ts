// npm run test:external:localstack -- CHECKOUT: LocalStack's own IAM, STS and KMS tests, with what AWS answered them as recorded,
// against a Forebay of their own. Fails when something differs that is not in the list, or agrees that is.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { startForebay } from "../../src/index.ts";
import { differences } from "./localstack-differences.ts";
import { compare, ensureEnvironment, type Outcome, runPytest } from "./pytest.ts";

const SUITES = ["iam/test_iam.py", "sts/test_sts.py", "kms/test_kms.py"];
const TIMEOUT_MS = 1_500_000;

const [checkout, ...wanted] = process.argv.slice(2);
if (checkout === undefined || !existsSync(join(checkout, "tests/aws/services/iam/test_iam.py"))) {
  console.error("usage: npm run test:external:localstack -- CHECKOUT_OF_LOCALSTACK [iam|sts|kms ...]");
  process.exit(2);
}
const path = resolve(checkout);
const python = ensureEnvironment(".venv-localstack", () => recentPython(path), [
  ["-r", join(path, "requirements-test.txt")],
  ["--no-deps", path],
]);
await using forebay = await startForebay({ logLevel: "error" });
process.exitCode = compare(await run(path, python, forebay.port), differences) ? 0 : 1;

/** LocalStack's code needs Python 3.12. */
function recentPython(cwd: string): string {
  const check = ["-c", "import sys; sys.exit(sys.version_info < (3, 12))"];
  const found = ["python3", "python3.13", "python3.12"].find((name) => spawnSync(name, check, { cwd }).status === 0);
  if (found === undefined) throw new Error("LocalStack's tests need Python 3.12 or later");
  return spawnSync(found, ["-c", "import sys; print(sys.executable)"], { cwd, encoding: "utf8" }).stdout.trim();
}

function run(path: string, executable: string, port: number): Promise<Outcome[]> {
  const suites = SUITES.filter((suite) => wanted.length === 0 || wanted.some((name) => suite.startsWith(`${name}/`)));
  return runPytest(executable, {
    cwd: path,
    args: ["-p", "localstack_plugin", ...suites.map((suite) => join("tests/aws/services", suite))],
    env: {
      PYTHONPATH: resolve("tests/external"),
      TEST_SKIP_LOCALSTACK_START: "1",
      GATEWAY_LISTEN: `127.0.0.1:${port}`,
    },
    timeoutMs: TIMEOUT_MS,
  });
}
