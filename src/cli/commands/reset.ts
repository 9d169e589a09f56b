// forebay reset: empties a data folder that no platform is using.
import { existsSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { readFlags, UsageError } from "../usage.ts";
import type { Command } from "../usage.ts";

const flags = { data: { type: "string" }, yes: { type: "boolean" } } as const;

/** What a platform leaves in its folder; anything else there means that the folder is somebody's own. */
const LOCK_FILE = "forebay.pid";

export const reset: Command = {
  summary: "deletes everything in the data folder",
  usage: "forebay reset [--data ./.forebay] --yes     refuses while a platform runs on the folder",
  run(args) {
    const { data, yes = false } = readFlags("reset", args, flags);
    const folder = resolve(data ?? process.env["FOREBAY_DATA"] ?? ".forebay");
    if (!existsSync(folder)) {
      process.stdout.write(`${folder} does not exist: there is nothing to delete.\n`);
      return Promise.resolve(0);
    }
    if (!existsSync(join(folder, LOCK_FILE))) throw new UsageError(`${folder} is not a data folder of Forebay.`);
    const pid = Number(readFileSync(join(folder, LOCK_FILE), "utf8"));
    if (isRunning(pid)) throw new UsageError(`Process ${pid} is using ${folder}: end it first.`);
    if (!yes) throw new UsageError(`This deletes everything in ${folder}: say forebay reset --yes to do it.`);
    for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true, force: true });
    process.stdout.write(`${folder} is empty.\n`);
    return Promise.resolve(0);
  },
};

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
