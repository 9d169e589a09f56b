// The command line: forebay start | status | doctor | env | access | cost | trust | reset.
import { UsageError } from "./usage.ts";
import type { Command } from "./usage.ts";

/** Loaded when asked for: `start` is on the way to ready, and the others are not. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import("./commands/start.ts")).start,
  status: async () => (await import("./commands/status.ts")).status,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
  env: async () => (await import("./commands/env.ts")).env,
  access: async () => (await import("./commands/access.ts")).access,
  cost: async () => (await import("./commands/cost.ts")).cost,
  trust: async () => (await import("./commands/trust.ts")).trust,
  reset: async () => (await import("./commands/reset.ts")).reset,
};

const USAGE_EXIT_CODE = 2;

/** Runs one command and resolves with the exit code: 0, 1 for a failure, 2 for wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  try {
    if (name === undefined || name === "help" || name === "--help" || name === "-h") return await help(rest[0]);
    if (name === "--version" || name === "-v" || name === "version") return await version();
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined) throw new UsageError(`There is no command "${name}": ${known()}.`);
    const command = await load();
    if (rest.includes("--help") || rest.includes("-h")) return await help(name);
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return USAGE_EXIT_CODE;
  }
}

const known = (): string => `forebay knows ${Object.keys(commands).join(", ")}`;

async function help(name: string | undefined): Promise<number> {
  if (name !== undefined && Object.hasOwn(commands, name)) {
    const command = await commands[name]?.();
    process.stdout.write(`${command?.summary}\n\n${command?.usage}\n`);
    return 0;
  }
  const lines = await Promise.all(
    Object.entries(commands).map(async ([each, load]) => `  ${each.padEnd(8)} ${(await load()).summary}`),
  );
  process.stdout.write(
    `forebay: the AWS data services on your machine\n\n${lines.join("\n")}\n\nforebay help COMMAND says more.\n`,
  );
  return 0;
}

async function version(): Promise<number> {
  const { packageVersion } = await import("../kit/package-folder.ts");
  process.stdout.write(`forebay ${packageVersion()}\n`);
  return 0;
}
