// Clients no one here wrote: boto3 (current and 1.26), AWS CLI v1, awswrangler. Skipped, saying so, without their environments.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForebay } from "../../src/index.ts";
import type { Forebay } from "../../src/index.ts";
import { environments } from "../../tools/python.mjs";

const scripts = join(import.meta.dirname, "python");
const current = join(environments.current.folder, "bin");
const old = join(environments.boto3_1_26.folder, "bin");
const isThere = existsSync(join(current, "aws")) && existsSync(join(old, "python"));
if (!isThere) console.log("Python clients: skipped, their environments are not there (npm test makes them)");

describe.skipIf(!isThere)("Python clients", () => {
  let forebay: Forebay;
  beforeAll(async () => {
    forebay = await startForebay();
  });
  afterAll(() => forebay.close());

  const run = (command: string, args: string[]): Promise<{ code: number | null; output: string }> =>
    new Promise((resolve, reject) => {
      const env = {
        ...process.env,
        PATH: `${current}:${process.env["PATH"]}`,
        AWS: join(current, "aws"),
        FOREBAY_ENDPOINT: forebay.endpoint,
        AWS_ENDPOINT_URL: forebay.endpoint,
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_CONFIG_FILE: "/dev/null",
        AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
        AWS_EC2_METADATA_DISABLED: "true",
      };
      const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      child.stdout.on("data", (text) => (output += text));
      child.stderr.on("data", (text) => (output += text));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output }));
    });

  it("boto3 runs the pipeline", { timeout: 180_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "pipeline_boto3.py"), "current"]);
    expect(code, output).toBe(0);
    expect(output).toMatch(/boto3 1\.44\.\d+: 1200 orders arrived/);
  });

  it("boto3 1.26 runs the pipeline", { timeout: 180_000 }, async () => {
    const { code, output } = await run(join(old, "python"), [join(scripts, "pipeline_boto3.py"), "old"]);
    expect(code, output).toBe(0);
    expect(output).toMatch(/boto3 1\.26\.\d+: 1200 orders arrived/);
  });

  for (const [script, printed] of [
    ["queues_boto3.py", /11 messages came and went/],
    ["tables_boto3.py", /60 items came and went/],
  ] as const)
    it(`boto3, current and 1.26, runs ${script}`, { timeout: 120_000 }, async () => {
      for (const python of [current, old]) {
        const { code, output } = await run(join(python, "python"), [join(scripts, script)]);
        expect(code, output).toBe(0);
        expect(output).toMatch(printed);
      }
    });

  it(
    "boto3 runs the pipeline with the least privilege, and any permission is missed",
    { timeout: 300_000 },
    async () => {
      const { code, output } = await run(join(current, "python"), [join(scripts, "least_privilege_boto3.py")]);
      expect(code, output).toBe(0);
      expect(output).toContain("13 permissions removed one at a time");
    },
  );

  it("boto3 pages and sees errors", { timeout: 120_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "pages_boto3.py")]);
    expect(code, output).toBe(0);
  });

  it("boto3 manages users, roles and policies", { timeout: 120_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "iam_boto3.py")]);
    expect(code, output).toBe(0);
    expect(output).toContain("users, roles and policies");
  });

  it("boto3 takes access points and a gateway endpoint to S3", { timeout: 120_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "network_boto3.py")]);
    expect(code, output).toBe(0);
    expect(output).toContain("access points and a gateway endpoint");
  });

  it("boto3 runs functions", { timeout: 120_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "lambda_boto3.py")]);
    expect(code, output).toBe(0);
    expect(output).toContain("layers, versions, URLs, windows and provisioned concurrency of Lambda");
  });

  it("boto3 encrypts objects of S3", { timeout: 120_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "encryption_boto3.py")]);
    expect(code, output).toBe(0);
    expect(output).toContain("objects under five kinds of keys came back");
  });

  it("boto3 transforms and partitions records with Firehose", { timeout: 180_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "processing_boto3.py")]);
    expect(code, output).toBe(0);
    expect(output).toContain("1600 clicks were transformed into 6 partitions");
  });

  it("boto3 current and 1.26 measure with CloudWatch", { timeout: 120_000 }, async () => {
    for (const folder of [current, old]) {
      const { code, output } = await run(join(folder, "python"), [join(scripts, "cloudwatch_boto3.py")]);
      expect(code, output).toBe(0);
      expect(output).toContain("300 minutes of orders measured");
    }
  });

  it("boto3 current and 1.26 write and find logs", { timeout: 120_000 }, async () => {
    for (const folder of [current, old]) {
      const { code, output } = await run(join(folder, "python"), [join(scripts, "logs_boto3.py")]);
      expect(code, output).toBe(0);
      expect(output).toContain("3000 events were logged and found");
    }
  });

  it("boto3 encrypts, signs and pages with KMS", { timeout: 120_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "kms_boto3.py")]);
    expect(code, output).toBe(0);
    expect(output).toContain("boto3 encrypted, signed and paged");
  });

  it(
    "AWS CLI v1 runs the pipeline and syncs a folder with a 100 MiB file both ways",
    { timeout: 300_000 },
    async () => {
      const { code, output } = await run("bash", [join(scripts, "aws-cli.sh")]);
      expect(code, output).toBe(0);
      expect(output).toContain("synced a folder both ways");
    },
  );

  it("awswrangler reads and writes a dataset and runs an Athena query", { timeout: 180_000 }, async () => {
    const { code, output } = await run(join(current, "python"), [join(scripts, "wrangler.py")]);
    expect(code, output).toBe(0);
    expect(output).toContain("awswrangler read what it wrote");
  });
});
