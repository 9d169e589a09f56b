// Engines, jobs and services while the platform runs: opened at the first need, in this order.
import type { Logger } from "pino";
import type { ServiceHost, Settings } from "../engines/host.ts";
import { Authorizer } from "../gateway/authorize.ts";
import { afterReal, type VirtualClock } from "../kit/clock.ts";
import { JobRunner } from "../kit/job-runner.ts";
import { Meter } from "../kit/metrics.ts";
import { Paging } from "../kit/paging.ts";
import type { Principals } from "../kit/principals.ts";
import type { Sealing } from "../kit/sealing.ts";
import type { TemporaryCredentials } from "../kit/temporary-credentials.ts";
import type { VpcEndpoints } from "../kit/vpc-endpoints.ts";
import type { AccessLog } from "./access-log.ts";
import type { DataFolder } from "./data-folder.ts";
import { type Engines, openEngines } from "./engines.ts";
import { KeyValueJobStore, Scheduling } from "./job-store.ts";
import { accessPointsOf, changeStreamsOf, metricSinkOf, vpcEndpointsOf } from "./offered.ts";
import { PassedRoles } from "./passed-roles.ts";
import { peersOf } from "./peers.ts";
import { principalsOf } from "./principals.ts";
import { LoadedServices, type Loaders } from "./services.ts";

const PAGING_KEY_BYTES = 32;
export const SHUTDOWN_DEADLINE_MS = 10_000;

export interface Instruments {
  readonly folder: DataFolder;
  readonly logger: Logger;
  readonly clock: VirtualClock;
  readonly sealing: Sealing;
  readonly sessions: TemporaryCredentials;
  readonly accessLog: AccessLog;
  readonly closing: AbortSignal;
  readonly settings: Settings;
  /** Of the first address that the platform listens on. */
  readonly endpoint: () => string;
}

interface Opened {
  readonly engines: Engines;
  readonly runner: JobRunner;
  readonly hostOf: (model: string) => Promise<ServiceHost>;
}

export class Running {
  readonly services: LoadedServices;
  readonly principals: Principals;
  readonly authorizer: Authorizer;
  readonly vpcEndpoints: VpcEndpoints;
  readonly meter: Meter;
  readonly #instruments: Instruments;
  #opened: Promise<Opened> | undefined;

  constructor(loaders: Loaders, instruments: Instruments) {
    this.#instruments = instruments;
    this.services = new LoadedServices(loaders, async (model) => (await this.#open()).hostOf(model));
    this.principals = principalsOf(this.services);
    this.vpcEndpoints = vpcEndpointsOf(this.services);
    const { clock, sealing, logger, accessLog: log } = instruments;
    this.meter = new Meter(clock, metricSinkOf(this.services), (error) =>
      logger.error({ err: error }, "a minute's metrics could not be stored"),
    );
    this.authorizer = new Authorizer({ principals: this.principals, nowMs: () => clock.now(), sealing, log });
  }

  async jobs(): Promise<JobRunner> {
    return (await this.#open()).runner;
  }

  /** Resolves when no job is due or running, and what was counted in minutes that passed is in CloudWatch. */
  async settled(): Promise<void> {
    await this.meter.settled();
    await (await this.jobs()).settled();
  }

  /** Opens the services that have durable timers, and starts what is due. */
  async resume(): Promise<void> {
    const runner = await this.jobs();
    const waiting = new Set((await runner.list()).map(({ service }) => service));
    for (const model of waiting) await this.services.open(model);
    if (!this.#instruments.closing.aborted) await runner.look();
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    if (!opened) return;
    await opened.runner.close(new Promise<void>((resolve) => void afterReal(SHUTDOWN_DEADLINE_MS, resolve)));
    await this.meter.flush();
    await this.services.close();
    await opened.engines.close();
  }

  #open(): Promise<Opened> {
    return (this.#opened ??= openAll(this.#instruments, this));
  }
}

async function openAll(
  instruments: Instruments,
  { services, principals, authorizer, meter }: Pick<Running, "services" | "principals" | "authorizer" | "meter">,
): Promise<Opened> {
  const { folder, logger, clock, sealing, sessions, closing } = instruments;
  const engines = await openEngines(folder, clock);
  const runner = new JobRunner({
    clock,
    store: new KeyValueJobStore(engines.keyvalue),
    run: (service, job) => services.runJob(service, job),
    onFailure: ({ service, kind, key, failures }, error) =>
      logger.warn({ err: error, service, kind, key, attempt: failures + 1 }, "a job failed and will be tried again"),
  });
  const scheduling = new Scheduling(engines.keyvalue, (dueMs) => runner.wake(dueMs));
  const paging = new Paging(folder.secret("paging", PAGING_KEY_BYTES));
  const accessPoints = accessPointsOf(services);
  const changeStreams = changeStreamsOf(services);
  const passedRoles = new PassedRoles(principals, authorizer, clock);
  const hostOf = async (model: string): Promise<ServiceHost> => ({
    clock,
    paging,
    logger: logger.child({ service: model }),
    jobs: scheduling.jobsOf(model),
    peers: peersOf(model, { services, authorizer, passedRoles, closing }),
    metrics: meter,
    principals,
    accessPoints,
    changeStreams,
    sealing,
    temporaryCredentials: sessions,
    keyvalue: scheduling.keyvalue,
    blobs: await engines.blobsOf(model),
    log: engines.log,
    sql: () => engines.sql(),
    functions: () => engines.functions(),
    endpoint: instruments.endpoint,
    secret: (name, sizeBytes) => folder.secret(name, sizeBytes),
    settings: instruments.settings,
    temporaryFolder: folder.temporaryFolder,
    closing,
  });
  return { engines, runner, hostOf };
}
