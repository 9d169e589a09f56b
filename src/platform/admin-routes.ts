// What the platform's own endpoints answer.
import { arch, platform as operatingSystem } from "node:os";
import { AdminError, type AdminRoutes } from "../gateway/admin.ts";
import type { VirtualClock } from "../kit/clock.ts";
import type { JobRunner } from "../kit/job-runner.ts";
import type { AccessLog } from "./access-log.ts";
import { costRoutes } from "./cost.ts";
import { type InitHooks, STAGES } from "./init-hooks.ts";
import type { PriceTable } from "./prices.ts";
import type { LoadedServices } from "./services.ts";
import { packageVersion } from "../kit/package-folder.ts";

export interface AdminParts {
  readonly clock: VirtualClock;
  readonly setClock: (epochMs: number) => void;
  readonly hooks: InitHooks;
  readonly services: LoadedServices;
  readonly jobs: () => Promise<JobRunner>;
  readonly accessLog: AccessLog;
  readonly prices: PriceTable;
}

/** The years 1970 to 9999: what ISO 8601 writes with four digits. */
const EPOCH_MAX_MS = Date.parse("9999-12-31T23:59:59Z");

export function adminRoutes({ clock, setClock, hooks, services, jobs, accessLog, prices }: AdminParts): AdminRoutes {
  const startedMs = clock.elapsed();
  const now = (): unknown => ({
    now: new Date(clock.now()).toISOString(),
    epochMs: clock.now(),
    offsetMs: clock.offsetMs,
  });
  const health = (): unknown => ({ status: "running", version: packageVersion(), services: services.states });
  return {
    "GET /_forebay/health": health,
    "GET /_localstack/health": () => ({ services: services.states, edition: "forebay", version: packageVersion() }),
    "GET /_localstack/init": () => hooks.report,
    ...Object.fromEntries(STAGES.map((stage) => [`GET /_localstack/init/${stage}`, () => hooks.reportOf(stage)])),
    "GET /_localstack/info": () => ({
      version: packageVersion(),
      edition: "forebay",
      is_license_activated: false,
      system: `${operatingSystem()} ${arch()}`,
      is_docker: false,
      server_time_utc: new Date(clock.now()).toISOString().slice(0, 19),
      uptime: Math.floor((clock.elapsed() - startedMs) / 1000),
    }),
    "GET /_forebay/clock": now,
    "POST /_forebay/clock": (body) => {
      setClock(requestedTime(body, clock));
      return now();
    },
    ...accessLog.routes,
    ...costRoutes(services, prices),
    "GET /_forebay/jobs": async () => ({ jobs: await (await jobs()).list() }),
  };
}

function requestedTime(body: unknown, clock: VirtualClock): number {
  const { set, advanceMs } = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const epochMs =
    typeof set === "string" ? Date.parse(set) : typeof set === "number" ? set : clock.now() + Number(advanceMs ?? NaN);
  if (!Number.isFinite(epochMs))
    throw new AdminError(
      'The clock takes {"set": "2030-01-01T00:00:00Z"}, {"set": 1893456000000} or {"advanceMs": 60000}.',
    );
  if (epochMs < 0 || epochMs > EPOCH_MAX_MS) throw new AdminError("The clock takes times from 1970 to 9999.");
  return epochMs;
}
