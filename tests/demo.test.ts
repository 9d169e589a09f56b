// npm run demo, on a few records: every step of the pipeline prints what it did, and the server ends when asked to.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");

async function demo(...flags: string[]): Promise<{ code: number | null; output: string }> {
  const args = ["tools/run.mjs", "examples/demo/demo.ts", ...flags];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (output += text));
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { code, output };
}

it("the demo moves every record from the stream to Athena", { timeout: 120_000 }, async () => {
  const { code, output } = await demo("--stop", "--records", "5000");
  expect(code, output).toBe(0);
  expect(output).toMatch(/5,000 {2}[\d,]+ records\/s/);
  expect(output).toMatch(/flights \(parquet\): date timestamp, .*partitioned by year, month, day/);
  expect(output).toMatch(/airports \(csv\): iata string/);
  expect(output.match(/\d+ rows, .* scanned/g)).toHaveLength(3);
});

it("the demo refuses what it does not know in one sentence", async () => {
  const { code, output } = await demo("--records", "many");
  expect([code, output]).toEqual([2, '--records takes a whole number from 1 to 3000000, not "many".\n']);
});
