// The generated models: regeneration changes nothing, and they hold what issues and other rooms count on.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadService, serviceFacts } from "../../src/wire/models.ts";

const MODELS = "src/wire/models";
const GENERATION_TIMEOUT_MS = 300_000;

test("npm run models changes nothing", { timeout: GENERATION_TIMEOUT_MS }, ({ skip }) => {
  const folder = mkdtempSync(join(tmpdir(), "forebay-models-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const run = spawnSync(process.execPath, ["tools/run.mjs", "tools/generate-models.ts", "--into", folder], {
    encoding: "utf8",
  });
  if (run.stderr.includes("cannot be had from PyPI")) skip("botocore cannot be had from PyPI here");
  expect(run.status, run.stderr).toBe(0);
  const generated = readdirSync(folder).sort();
  expect(generated).toEqual(readdirSync(MODELS).sort());
  for (const file of generated)
    expect(readFileSync(join(folder, file), "utf8") === readFileSync(join(MODELS, file), "utf8"), file).toBe(true);
});

test("there is a model of every SDK client that the project develops against", () => {
  const { devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    devDependencies: Record<string, string>;
  };
  const clients = Object.keys(devDependencies)
    .filter((name) => name.startsWith("@aws-sdk/client-"))
    .map((name) => name.slice("@aws-sdk/client-".length));
  expect(serviceFacts.map(({ name }) => name).sort()).toEqual(clients.sort());
});

test("older clients' protocols are known beside the newest SDK's", () => {
  const spoken = Object.fromEntries(serviceFacts.map(({ name, protocols }) => [name, protocols]));
  expect(spoken["cloudwatch"]).toEqual(["awsJson1_0", "rpcV2Cbor", "awsQuery"]);
  expect(spoken["sqs"]).toEqual(["awsJson1_0", "awsQuery"]);
  expect(spoken["kinesis"]).toContain("awsJson1_1");
});

test("kinesis-analytics of 2015, which has no schemas in its SDK, comes from botocore whole", () => {
  const service = loadService("kinesis-analytics");
  expect(service.targetPrefix).toBe("KinesisAnalytics_20150814");
  expect(service.operations.get("CreateApplication")!.input.members.map(({ name }) => name)).toContain(
    "ApplicationCode",
  );
  expect(service.operations.size).toBe(20);
});

test("every shape of every operation resolves", () => {
  let operations = 0;
  for (const { name } of serviceFacts) {
    for (const { input, output, http } of loadService(name).operations.values()) {
      operations += 1;
      expect(input.members.every(({ target }) => target.name.length > 0)).toBe(true);
      expect(output.members.every(({ target }) => target.name.length > 0)).toBe(true);
      expect(loadService(name).protocols[0]!.startsWith("rest") ? http : true).toBeTruthy();
    }
  }
  expect(operations).toBeGreaterThan(3500);
});

test("a service that is not there is an error that names it", () => {
  expect(() => loadService("teleport")).toThrow("there is no model of teleport");
});
