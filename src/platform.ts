// The only place where parts meet: config -> data folder -> engines -> services -> gateway.
import type { Logger } from "pino";
import { type Config, ConfigError } from "./config.ts";
import { Directory } from "./gateway/claim.ts";
import { Credentials } from "./gateway/credentials.ts";
import type { Listener } from "./gateway/listen.ts";
import { serve } from "./gateway/server.ts";
import { SlowSenders } from "./gateway/slow-senders.ts";
import { realNowMs, VirtualClock } from "./kit/clock.ts";
import { Sealing, SEALING_KEY_BYTES } from "./kit/sealing.ts";
import type { AnyService } from "./kit/service.ts";
import { TemporaryCredentials } from "./kit/temporary-credentials.ts";
import { AccessLog } from "./platform/access-log.ts";
import { adminRoutes } from "./platform/admin-routes.ts";
import { certificates } from "./platform/certificate.ts";
import { type DataFolder, openDataFolder } from "./platform/data-folder.ts";
import { hasEngines } from "./platform/engines.ts";
import { InitHooks } from "./platform/init-hooks.ts";
import { DEFAULT_PRICES, readPrices } from "./platform/prices.ts";
import { Running, SHUTDOWN_DEADLINE_MS } from "./platform/running.ts";
import { serviceFacts } from "./wire/models.ts";

/** Every service that is built, loaded at its first request. */
export const services: Readonly<Record<string, () => Promise<{ readonly default: AnyService }>>> = {
  athena: () => import("./services/athena/athena.ts"),
  dynamodb: () => import("./services/dynamodb/dynamodb.ts"),
  "dynamodb-streams": () => import("./services/dynamodb-streams/dynamodb-streams.ts"),
  cloudwatch: () => import("./services/cloudwatch/cloudwatch.ts"),
  "cloudwatch-logs": () => import("./services/cloudwatch-logs/cloudwatch-logs.ts"),
  ec2: () => import("./services/ec2/ec2.ts"),
  glue: () => import("./services/glue/glue.ts"),
  firehose: () => import("./services/firehose/firehose.ts"),
  iam: () => import("./services/iam/iam.ts"),
  kinesis: () => import("./services/kinesis/kinesis.ts"),
  kms: () => import("./services/kms/kms.ts"),
  lambda: () => import("./services/lambda/lambda.ts"),
  s3: () => import("./services/s3/s3.ts"),
  "s3-control": () => import("./services/s3-control/s3-control.ts"),
  sns: () => import("./services/sns/sns.ts"),
  sqs: () => import("./services/sqs/sqs.ts"),
  sts: () => import("./services/sts/sts.ts"),
};

export interface Platform {
  readonly endpoint: string;
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly clock: VirtualClock;
  readonly hooks: InitHooks;
  /** Resolves when no job is due or running. */
  settled(): Promise<void>;
  /** Moves virtual time and keeps it over a restart. */
  setClock(epochMs: number): void;
  /** Ends requests and jobs, up to a deadline, and closes the engines. Idempotent. */
  close(): Promise<void>;
}

/** Errors: ConfigError and DataFolderError with one clear sentence; system errors of the port. */
export async function startPlatform(config: Config, logger: Logger): Promise<Platform> {
  const stranger = config.services?.find((name) => !Object.hasOwn(services, name));
  if (stranger !== undefined)
    throw new ConfigError(`SERVICES names "${stranger}", but Forebay has ${Object.keys(services).join(", ")}.`);
  const folder = openDataFolder(config.dataFolder, config.secrets);
  try {
    return await assemble(config, logger, folder);
  } catch (error) {
    folder.close();
    throw error;
  }
}

async function assemble(config: Config, logger: Logger, folder: DataFolder): Promise<Platform> {
  const clock = new VirtualClock(folder.offsetMs);
  /** Timers of an earlier run do not wait for a request. */
  const goesOn = hasEngines(folder);
  const closing = new AbortController();
  const sealing = new Sealing(folder.secret("sealing", SEALING_KEY_BYTES));
  const sessions = new TemporaryCredentials(sealing);
  const accessLog = new AccessLog(clock);
  const listeners: Listener[] = [];
  const endpoint = (): string => endpointOf(firstOf(listeners));
  const settings = { encryptAlways: config.encryptAlways };
  const instruments = {
    folder,
    logger,
    clock,
    sealing,
    sessions,
    accessLog,
    closing: closing.signal,
    endpoint,
    settings,
  };
  const state = new Running(selected(config), instruments);
  const { principals, authorizer } = state;
  const hooks = new InitHooks(config.initFolder, () => hookEnvironment(config, listeners), logger);
  const slowSenders = new SlowSenders();
  const setClock = (epochMs: number): void => {
    clock.set(epochMs);
    folder.storeOffset(clock.offsetMs);
  };
  const surroundings = {
    directory: new Directory(serviceFacts),
    services: state.services,
    credentials: new Credentials({ root: config.credentials, principals, temporary: sessions, clock }),
    authorizer,
    vpcEndpoints: state.vpcEndpoints,
    clock,
    logger,
  };
  const admin = adminRoutes({
    clock,
    setClock,
    hooks,
    services: state.services,
    jobs: () => state.jobs(),
    accessLog,
    prices: config.pricesFile === undefined ? DEFAULT_PRICES : readPrices(config.pricesFile),
  });
  await hooks.run("boot");
  const certificate = certificates(config, folder.path, realNowMs);
  for (const address of config.listen) {
    listeners.push(await serve({ ...address, surroundings, admin, certificate, slowSenders, closing: closing.signal }));
  }
  if (goesOn)
    state.resume().catch((error: unknown) => logger.error({ err: error }, "the work of an earlier run does not go on"));
  const { host, port } = firstOf(listeners);
  const close = once(async () => {
    await hooks.run("shutdown");
    hooks.stop();
    closing.abort();
    slowSenders.stop();
    await Promise.all(listeners.map((listener) => listener.close(SHUTDOWN_DEADLINE_MS)));
    await state.close();
    folder.close();
  });
  return {
    endpoint: endpoint(),
    host,
    port,
    dataFolder: folder.path,
    clock,
    hooks,
    settled: () => state.settled(),
    setClock,
    close,
  };
}

const endpointOf = ({ host, port }: Listener): string => `http://${reachable(host)}:${port}`;

/** As it stands in a URL, for callers on this machine. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

function firstOf(listeners: readonly Listener[]): Listener {
  const [first] = listeners;
  if (!first) throw new Error("no address to listen on");
  return first;
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= action());
}

function hookEnvironment(config: Config, listeners: readonly Listener[]): Record<string, string> {
  const { port } = listeners[0] ?? config.listen[0] ?? { port: 0 };
  const { accessKeyId, secretAccessKey } = config.credentials;
  return {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_REGION: "us-east-1",
  };
}

function selected({ services: names }: Config): typeof services {
  return names ? Object.fromEntries(Object.entries(services).filter(([name]) => names.includes(name))) : services;
}
