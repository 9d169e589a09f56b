// Runs the platform as a process: logs, signals, exit code.
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { afterReal } from "./kit/clock.ts";
import { startPlatform, type Platform } from "./platform.ts";
import { DataFolderError } from "./platform/data-folder.ts";
import { createLogger } from "./platform/logger.ts";

export { authorityOf } from "./platform/certificate-authority.ts";
export { DataFolderError, emptyDataFolder } from "./platform/data-folder.ts";

const FAILED_EXIT_CODE = 1;
/** Longer than the platform's own deadline: for the case that closing itself hangs. */
const EXIT_DEADLINE_MS = 30_000;

/**
 * Starts, prints `Ready.` when requests are served, and resolves with the exit code after SIGTERM or SIGINT.
 * Errors: ConfigError.
 */
export async function run(config: Config): Promise<number> {
  const logger = await loggerFor(config);
  const stopped = stopSignal();
  const platform = await start(config, logger);
  if (!platform) return FAILED_EXIT_CODE;
  logger.info(`Forebay listens on ${platform.endpoint}, data in ${platform.dataFolder}`);
  await platform.hooks.run("start");
  await platform.hooks.run("ready");
  process.stdout.write("Ready.\n");
  const signal = await stopped;
  logger.info(`${signal}: closing`);
  afterReal(EXIT_DEADLINE_MS, () => process.exit(FAILED_EXIT_CODE));
  await platform.close();
  return 0;
}

/** On a terminal for people, otherwise JSON a line. */
async function loggerFor({ logLevel, credentials }: Config): Promise<Logger> {
  const secrets = [credentials.secretAccessKey];
  if (!process.stdout.isTTY) return createLogger(logLevel, process.stdout, secrets); // one stream, so that Ready. comes last
  const { default: pretty } = await import("pino-pretty");
  const sink = pretty({ colorize: true, ignore: "pid,hostname", translateTime: "HH:MM:ss", sync: true });
  return createLogger(logLevel, sink, secrets);
}

async function start(config: Config, logger: Logger): Promise<Platform | undefined> {
  try {
    return await startPlatform(config, logger);
  } catch (error) {
    const sentence = sentenceFor(error as NodeJS.ErrnoException);
    if (sentence === undefined) throw error;
    process.stderr.write(`${sentence}\n`);
    return undefined;
  }
}

function sentenceFor(
  error: NodeJS.ErrnoException & { readonly address?: string; readonly port?: number },
): string | undefined {
  if (error instanceof DataFolderError) return error.message;
  const where = `${error.address}:${error.port}`;
  if (error.code === "EADDRINUSE")
    return `Something already listens on ${where}: stop it, or choose another port with --port.`;
  if (error.code === "EACCES" && error.port !== undefined)
    return `This user may not listen on ${where}: choose a port above 1023.`;
  if (error.code === "EADDRNOTAVAIL")
    return `This machine has no address ${error.address}: choose another one with --host.`;
  return undefined;
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve(signal));
  });
}
