// forebay doctor: which engines are there, what is missing, and how to get it.
import { readFlags } from "../usage.ts";
import type { Command } from "../usage.ts";
import { checks } from "../checks.ts";

const MARKS = { there: "ok     ", missing: "missing", optional: "-      " } as const;

export const doctor: Command = {
  summary: "checks the engines: what is there, what is missing, how to get it",
  usage: "forebay doctor     exit code 1 when something that Forebay needs is missing",
  async run(args) {
    readFlags("doctor", args, {});
    let isMissing = false;
    for (const check of checks) {
      const { found, detail } = await check.look();
      const state = found ? "there" : check.needed ? "missing" : "optional";
      isMissing ||= state === "missing";
      process.stdout.write(
        `${MARKS[state]}  ${check.name.padEnd(22)} ${found ? detail : `${detail}. ${check.remedy}`}\n`,
      );
    }
    return isMissing ? 1 : 0;
  },
};
