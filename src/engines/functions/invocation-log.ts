// What the platform itself writes into the log of an invocation: START, END and REPORT, as AWS prints them, or events in JSON.
// The lines are recorded; INIT_REPORT and the events are documented ("Lambda telemetry", "log formats").
import { realNowMs } from "../../kit/clock.ts";
import type { Logging, Print } from "./functions.ts";
import { LogTail } from "./log-tail.ts";

type Status = "timeout" | "error";

export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memoryMb: number;
  /** Of the first invocation of an environment. */
  readonly initMs: number | undefined;
  readonly maxMemoryMb: number;
  readonly status?: Status | undefined;
  readonly errorType?: string | undefined;
}

/** An initialisation that failed; tried again, it is part of the invocation. */
export interface InitReport {
  readonly durationMs: number;
  readonly phase: "init" | "invoke";
  readonly status: Status;
  readonly errorType?: string | undefined;
}

export class InvocationLog {
  /** Undefined when nobody asked for it. */
  readonly #tail: LogTail | undefined;
  readonly #print: Print | undefined;
  readonly #isJson: boolean;
  /** Documented: WARN leaves out what went well. */
  readonly #failuresOnly: boolean;

  constructor(logging: Logging | undefined, wantsTail: boolean, print: Print | undefined) {
    this.#tail = wantsTail ? new LogTail() : undefined;
    this.#print = print;
    this.#isJson = logging?.format === "JSON";
    this.#failuresOnly = logging?.systemLevel === "WARN";
  }

  write(bytes: Uint8Array): void {
    this.#append(bytes);
  }

  start(requestId: string, version: string): void {
    if (!this.#isJson) return this.#append(`START RequestId: ${requestId} Version: ${version}\n`);
    if (!this.#failuresOnly) this.#event("platform.start", { requestId, version });
  }

  timedOut(requestId: string, isoTime: string, text: string): void {
    if (!this.#isJson) this.#append(`${isoTime} ${requestId} ${text}\n\n`);
  }

  initFailed({ durationMs, phase, status, errorType }: InitReport): void {
    const error = errorType === undefined ? {} : { errorType };
    if (this.#isJson)
      return this.#event("platform.initReport", {
        initializationType: "on-demand",
        phase,
        status,
        ...error,
        metrics: { durationMs: rounded(durationMs) },
      });
    const fields = [
      `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms`,
      `Phase: ${phase}`,
      `Status: ${status}`,
      ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
    ];
    this.#append(`${fields.join("\t")}\n`);
  }

  end(report: Report): void {
    const { requestId, durationMs, memoryMb, maxMemoryMb, initMs, status, errorType } = report;
    const billedMs = Math.ceil(durationMs + (initMs ?? 0));
    if (this.#isJson) return this.#report(report, billedMs);
    const fields = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${durationMs.toFixed(2)} ms`,
      `Billed Duration: ${billedMs} ms`,
      `Memory Size: ${memoryMb} MB`,
      `Max Memory Used: ${maxMemoryMb} MB`,
      ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
      ...(status === undefined ? [] : [`Status: ${status}`]),
      ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
    ];
    this.#append(`END RequestId: ${requestId}\n${fields.join("\t")}\t\n`);
  }

  bytes(): Uint8Array {
    return this.#tail?.bytes() ?? new Uint8Array();
  }

  #append(text: string | Uint8Array): void {
    this.#tail?.append(text);
    this.#print?.(text);
  }

  #report(report: Report, billedDurationMs: number): void {
    const { requestId, durationMs, memoryMb, maxMemoryMb, initMs, status = "success", errorType } = report;
    if (this.#failuresOnly && status === "success") return;
    this.#event("platform.report", {
      requestId,
      metrics: {
        durationMs: rounded(durationMs),
        billedDurationMs,
        memorySizeMB: memoryMb,
        maxMemoryUsedMB: maxMemoryMb,
        ...(initMs !== undefined && { initDurationMs: rounded(initMs) }),
      },
      status,
      ...(errorType !== undefined && { errorType }),
    });
  }

  #event(type: string, record: object): void {
    this.#append(`${JSON.stringify({ time: new Date(realNowMs()).toISOString(), type, record })}\n`);
  }
}

const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
