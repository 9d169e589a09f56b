// npm run test:external:s3 -- CHECKOUT [PYTEST'S ARGUMENTS]: ceph/s3-tests against a Forebay of their own, with users of several accounts.
// Fails when a test fails that is not in the list, or passes although it is.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CreateKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { type Forebay, startForebay } from "../../src/index.ts";
import { newUser } from "../clients/user.ts";
import { compare, ensureEnvironment, type Outcome, runPytest } from "./pytest.ts";
import { differences, groups } from "./s3-differences.ts";

const TIMEOUT_MS = 7_200_000;
/** Seconds of the suite that are a day of Forebay's clock. */
const DAY_INTERVAL = 10_000;

/** Each is the root user of an account, as ceph's users own what they make. */
const ACCOUNTS = {
  "s3 main": "111122223333",
  "s3 alt": "444455556666",
  "s3 tenant": "777788889999",
  iam: "123456789012",
  "iam root": "210987654321",
  "iam alt root": "345678901234",
} as const;

const [checkout, ...wanted] = process.argv.slice(2);
if (checkout === undefined || !existsSync(join(checkout, "s3tests/functional/test_s3.py"))) {
  console.error("usage: npm run test:external:s3 -- CHECKOUT_OF_CEPH_S3_TESTS [files or -k EXPRESSION]");
  process.exit(2);
}
const path = resolve(checkout);
const python = ensureEnvironment(".venv-s3-tests", () => "python3", [["-r", join(path, "requirements.txt")]]);
const outcomes = await run();
for (const reason of new Set(groups.map((group) => group.reason))) {
  const left = outcomes.filter(({ result, detail }) => result === "skipped" && detail === reason).length;
  if (left > 0) console.log(`left out: ${left} tests\n          ${reason}`);
}
const kinds = new Map<string, number>();
for (const { name, result } of outcomes) {
  const [kind] = result === "failed" ? (differences[name]?.split(":") ?? []) : [];
  if (kind !== undefined) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}
for (const [kind, count] of kinds) console.log(`differ, listed as ${kind}: ${count}`);
process.exitCode = compare(outcomes, differences) ? 0 : 1;

async function run(): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), "forebay-s3-tests-"));
  await using forebay = await startForebay({ logLevel: "error" });
  try {
    const ids = await canonicalIds(forebay);
    const configuration = join(folder, "s3tests.conf");
    writeFileSync(configuration, configurationOf(forebay, ids, [await newKey(forebay), await newKey(forebay)]));
    const displayNames = Object.fromEntries(Object.entries(ids).map(([section, id]) => [id, displayName(section)]));
    const user = await newUser(forebay, [], ACCOUNTS.iam);
    const settings = {
      endpoint: forebay.endpoint,
      displayNames,
      dayInterval: DAY_INTERVAL,
      groups,
      canonical: { iam_root_user_id: ids["iam root"], iam_alt_root_user_id: ids["iam alt root"] },
      user: {
        alt_user_id: user.arn.split("/").at(-1),
        alt_access_key: user.config.credentials.accessKeyId,
        alt_secret_key: user.config.credentials.secretAccessKey,
      },
    };
    const files = wanted.some((argument) => argument.includes(".py")) ? [] : ["s3tests/functional"];
    return await runPytest(python, {
      cwd: path,
      args: ["-p", "s3_tests_plugin", ...files, ...wanted],
      env: {
        S3TEST_CONF: configuration,
        PYTHONPATH: resolve("tests/external"),
        FOREBAY_S3_TESTS: JSON.stringify(settings),
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_EC2_METADATA_DISABLED: "true",
      },
      timeoutMs: TIMEOUT_MS,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function displayName(section: string): string {
  return section.replaceAll(" ", "-");
}

/** Of each section's account. */
async function canonicalIds({ clientConfig }: Forebay): Promise<Record<string, string>> {
  const found = Object.entries(ACCOUNTS).map(async ([section, accessKeyId]) => {
    const s3 = new S3Client({ ...clientConfig, credentials: { ...clientConfig.credentials, accessKeyId } });
    const { Owner } = await s3.send(new ListBucketsCommand());
    s3.destroy();
    return [section, Owner?.ID ?? ""] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}

/** Of the main account. */
async function newKey({ clientConfig }: Forebay): Promise<string> {
  const credentials = { ...clientConfig.credentials, accessKeyId: ACCOUNTS["s3 main"] };
  const kms = new KMSClient({ ...clientConfig, credentials });
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  kms.destroy();
  return KeyMetadata?.Arn ?? "";
}

function configurationOf(
  { port, clientConfig }: Forebay,
  ids: Readonly<Record<string, string>>,
  kmsKeys: readonly string[],
): string {
  const { secretAccessKey } = clientConfig.credentials;
  const sections = Object.entries(ACCOUNTS).map(
    ([section, account]) => `[${section}]
display_name = ${displayName(section)}
user_id = ${section.startsWith("iam") ? account : ids[section]}
email = ${displayName(section)}@example.com
access_key = ${account}
secret_key = ${secretAccessKey}
${section === "s3 main" ? `lc_debug_interval = ${DAY_INTERVAL}\nkms_keyid = ${kmsKeys[0]}\nkms_keyid2 = ${kmsKeys[1]}\nstorage_classes = STANDARD_IA, GLACIER` : ""}
${section === "s3 tenant" ? "tenant = testx" : ""}`,
  );
  return `[DEFAULT]
host = localhost
port = ${port}
is_secure = False
ssl_verify = False

[fixtures]
bucket prefix = forebay-{random}-

${sections.join("\n")}`;
}
