// forebay reset: empties a data folder that no platform is using.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { readFlags, UsageError } from "../usage.ts";
import type { Command } from "../usage.ts";

const flags = { data: { type: "string" }, yes: { type: "boolean" } } as const;

export const reset: Command = {
  summary: "deletes everything in the data folder",
  usage: "forebay reset [--data ./.forebay] --yes     refuses while a platform runs on the folder",
  async run(args) {
    const { data, yes = false } = readFlags("reset", args, flags);
    const folder = resolve(data ?? process.env["FOREBAY_DATA"] ?? ".forebay");
    if (!existsSync(folder)) {
      process.stdout.write(`${folder} does not exist: there is nothing to delete.\n`);
      return 0;
    }
    if (!yes) throw new UsageError(`This deletes everything in ${folder}: say forebay reset --yes to do it.`);
    const { emptyDataFolder, DataFolderError } = await import("../../main.ts");
    try {
      emptyDataFolder(folder);
    } catch (error) {
      if (error instanceof DataFolderError) throw new UsageError(error.message);
      throw error;
    }
    process.stdout.write(`${folder} is empty.\n`);
    return 0;
  },
};
