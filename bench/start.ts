// Time from spawn to `Ready.` on an empty data folder against `node -e 0`, and idle memory.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { median, report } from "./report.ts";

const ROUNDS = 7;
const IDLE_AFTER_MS = 2_000;

export async function benchStart(): Promise<void> {
  const readyMs: number[] = [];
  const nodeMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    nodeMs.push(timeNode());
    readyMs.push((await startOnce(0)).readyMs);
  }
  const { idleBytes } = await startOnce(IDLE_AFTER_MS);
  report(
    "start: spawn to ready",
    `${median(readyMs).toFixed(0)} ms`,
    `${(median(readyMs) / median(nodeMs)).toFixed(1)}x of node -e 0 (${median(nodeMs).toFixed(0)} ms)`,
  );
  report("idle: resident memory", `${(idleBytes / 1024 ** 2).toFixed(0)} MiB`, "");
}

function timeNode(): number {
  const begun = performance.now();
  spawnSync(process.execPath, ["-e", "0"]);
  return performance.now() - begun;
}

async function startOnce(idleMs: number): Promise<{ readyMs: number; idleBytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), "forebay-bench-"));
  const begun = performance.now();
  const flags = ["start", "--port", "0", "--data", join(folder, "data")];
  const child = spawn(process.execPath, ["bin/forebay.mjs", ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise((resolve) => child.once("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (text: Buffer) => text.toString().includes("Ready.") && resolve());
    child.once("exit", () => reject(new Error("the server ended before it was ready")));
  });
  const readyMs = performance.now() - begun;
  await sleep(idleMs);
  const [, residentPages = "0"] = readFileSync(`/proc/${child.pid}/statm`, "utf8").split(" ");
  child.kill("SIGTERM");
  await exited;
  rmSync(folder, { recursive: true, force: true });
  return { readyMs, idleBytes: Number(residentPages) * 4096 };
}
