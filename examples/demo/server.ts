// Starts Forebay as a user would: a process of its own on an empty data folder.
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const START_TIMEOUT_MS = 20_000;
const PORT_DEFAULT = 4566;

export interface DemoServer {
  readonly endpoint: string;
  readonly pid: number;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly readyMs: number;
  stop(): void;
}

/** Resolves when the server has printed `Ready.`; it outlives this process unless `stop` is called. */
export async function startServer(root: string, wantedPort: number | undefined): Promise<DemoServer> {
  const port = wantedPort ?? ((await isFree(PORT_DEFAULT)) ? PORT_DEFAULT : await freePort());
  const folder = mkdtempSync(join(tmpdir(), "forebay-demo-"));
  const dataFolder = join(folder, "data");
  const logFile = join(folder, "forebay.log");
  const log = openSync(logFile, "a");
  const begun = performance.now();
  const flags = ["start", "--port", String(port), "--data", dataFolder];
  const child = spawn(process.execPath, [join(root, "bin", "forebay.mjs"), ...flags], {
    detached: true,
    env: { ...process.env, KINESIS_ENFORCE_LIMITS: "0" },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  const { pid } = child;
  if (pid === undefined) throw new Error("the server could not be spawned");
  while (!/^Ready\.$/m.test(readFileSync(logFile, "utf8"))) {
    if (child.exitCode !== null || performance.now() - begun > START_TIMEOUT_MS) {
      throw new Error(`Forebay did not start; its log says:\n${readFileSync(logFile, "utf8")}`);
    }
    await sleep(20);
  }
  const readyMs = performance.now() - begun;
  child.unref();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    pid,
    dataFolder,
    logFile,
    readyMs,
    stop: () => void child.kill("SIGTERM"),
  };
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
