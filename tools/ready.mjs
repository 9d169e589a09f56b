// Makes a fresh clone ready: installs the npm packages of the lock file when they are missing, then builds dist/.
// Plain JavaScript on Node's own modules, since nothing else is there yet.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const stamp = join(modules, ".forebay-installed");

/** Installs unless the packages of this very lock file are there. Exits with npm's status when it fails. */
export function install() {
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return; // a linked folder is its owner's to fill
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.error("forebay: installing npm packages (once) ...");
  // Not `npm ci`: it refuses a lock file that lacks the prebuilt binaries of platforms other than the one it was written on.
  const flags = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = spawnSync("npm", ["install", ...flags], { cwd: root, stdio: ["ignore", 2, 2] });
  if (npm.status !== 0) process.exit(npm.status ?? 1);
  writeFileSync(stamp, wanted);
}

export async function ready() {
  install();
  const { build } = await import("./build.mjs");
  await build();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ready();
