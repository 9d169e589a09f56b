// What a command is, and how it reads its flags: a mistake is one clear sentence and exit code 2.
import { parseArgs } from "node:util";

export interface Command {
  /** One line for `forebay help`. */
  readonly summary: string;
  readonly usage: string;
  /** Resolves with the exit code. */
  run(args: readonly string[]): Promise<number>;
}

export class UsageError extends Error {}

interface Flag {
  readonly type: "string" | "boolean";
}

export type FlagValues<Flags extends Record<string, Flag>> = {
  readonly [Name in keyof Flags]?: Flags[Name]["type"] extends "boolean" ? boolean : string;
};

/** Errors: UsageError for a flag that is unknown, lacks its value, or for a word that is no flag. */
export function readFlags<const Flags extends Record<string, Flag>>(
  command: string,
  args: readonly string[],
  flags: Flags,
): FlagValues<Flags> {
  const known = Object.keys(flags).map((name) => `--${name}`);
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: false, strict: true }).values;
  } catch (error) {
    const [reason] = (error as Error).message.split(/[.\n]/);
    throw new UsageError(`${reason}: forebay ${command} knows ${known.length > 0 ? known.join(", ") : "no flags"}.`);
  }
}
