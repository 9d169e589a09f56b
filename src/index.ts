// Forebay in process, for tests: a platform on a free port with a throw-away folder.
import { type Environment, type LogLevel, parseConfig } from "./config.ts";
import { afterReal } from "./kit/clock.ts";
import { startPlatform } from "./platform.ts";
import { createLogger } from "./platform/logger.ts";

export { ConfigError } from "./config.ts";

export interface StartOptions {
  /** Default: any free port. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** Kept when the platform closes. Default: a throw-away folder. */
  readonly dataFolder?: string;
  /** Default: `warn`. */
  readonly logLevel?: LogLevel;
  /** Settings as environment variables, e.g. `{ SERVICES: "s3,kinesis" }`. The process's own are not read. */
  readonly env?: Environment;
}

export interface ForebayClock {
  /** Virtual time. */
  now(): Date;
  /** Moves virtual time, and resolves when the work that became due has been done. */
  set(time: Date | string | number): Promise<void>;
  advance(durationMs: number): Promise<void>;
}

export interface Forebay extends AsyncDisposable {
  readonly endpoint: string;
  readonly port: number;
  readonly dataFolder: string;
  /** For any client of the AWS SDK: `new S3Client(forebay.clientConfig)`. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly forcePathStyle: true;
  };
  readonly clock: ForebayClock;
  close(): Promise<void>;
}

/** How long a move of the clock waits for jobs, in real time. */
const SETTLE_MAX_MS = 30_000;

/** Starts a platform in this process. Errors: ConfigError, DataFolderError. */
export async function startForebay(options: StartOptions = {}): Promise<Forebay> {
  const { port = 0, host = "127.0.0.1", dataFolder, logLevel = "warn", env = {} } = options;
  const environment = { ...env, ...(dataFolder === undefined ? { PERSISTENCE: "0" } : {}) };
  const config = parseConfig(environment, { port: String(port), host, data: dataFolder, logLevel });
  const logger = createLogger(logLevel, process.stdout, [config.credentials.secretAccessKey]);
  const platform = await startPlatform(config, logger);
  await platform.hooks.run("start");
  await platform.hooks.run("ready");
  const { endpoint, clock } = platform;
  const moveTo = async (epochMs: number): Promise<void> => {
    platform.setClock(epochMs);
    const { promise, cancel } = realDelay(SETTLE_MAX_MS);
    await Promise.race([platform.settled(), promise]);
    cancel();
  };
  return {
    endpoint,
    port: platform.port,
    dataFolder: platform.dataFolder,
    clientConfig: { endpoint, region: "us-east-1", credentials: config.credentials, forcePathStyle: true },
    clock: {
      now: () => new Date(clock.now()),
      set: (time) => moveTo(new Date(time).getTime()),
      advance: (durationMs) => moveTo(clock.now() + durationMs),
    },
    close: () => platform.close(),
    [Symbol.asyncDispose]: () => platform.close(),
  };
}

function realDelay(delayMs: number): { readonly promise: Promise<void>; readonly cancel: () => void } {
  let cancel = (): void => {};
  const promise = new Promise<void>((resolve) => {
    const timer = afterReal(delayMs, resolve);
    cancel = () => timer.cancel();
  });
  return { promise, cancel };
}
