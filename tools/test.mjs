// npm test: installs what is missing, runs every test, and ends with the line `N passed, N failed[, N skipped]`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePython } from "./python.mjs";
import { install } from "./ready.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
install();
const missing = ensurePython();
if (missing) console.log(`Python clients: their tests are skipped, because ${missing}`);

const folder = mkdtempSync(join(tmpdir(), "forebay-test-"));
const report = join(folder, "report.json");
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const flags = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)];
const run = spawnSync(process.execPath, [vitest, ...flags], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites } = JSON.parse(
  readFileSync(report, "utf8"),
);
rmSync(folder, { recursive: true, force: true });

const failed = numFailedTests === 0 && run.status !== 0 ? Math.max(1, numFailedTestSuites) : numFailedTests;
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ""}`);
