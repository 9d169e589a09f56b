// What the platform itself writes into the log of an invocation: START, END and REPORT, as AWS prints them. Recorded.
import { readFileSync } from "node:fs";
import { LogTail } from "./log-tail.ts";

const BYTES_IN_MB = 1024;

export interface Report {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memoryMb: number;
  /** Of the first invocation of an environment. */
  readonly initMs: number | undefined;
  readonly pid: number | undefined;
  readonly status?: "timeout" | "error" | undefined;
  readonly errorType?: string | undefined;
}

export class InvocationLog {
  readonly #tail = new LogTail();

  write(bytes: Uint8Array): void {
    this.#tail.append(bytes);
  }

  start(requestId: string, version: string): void {
    this.#tail.append(`START RequestId: ${requestId} Version: ${version}\n`);
  }

  timedOut(requestId: string, isoTime: string, text: string): void {
    this.#tail.append(`${isoTime} ${requestId} ${text}\n\n`);
  }

  end({ requestId, durationMs, memoryMb, initMs, pid, status, errorType }: Report): void {
    const fields = [
      `REPORT RequestId: ${requestId}`,
      `Duration: ${durationMs.toFixed(2)} ms`,
      `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
      `Memory Size: ${memoryMb} MB`,
      `Max Memory Used: ${usedMb(pid) ?? memoryMb} MB`,
      ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
      ...(status === undefined ? [] : [`Status: ${status}`]),
      ...(errorType === undefined ? [] : [`Error Type: ${errorType}`]),
    ];
    this.#tail.append(`END RequestId: ${requestId}\n${fields.join("\t")}\t\n`);
  }

  bytes(): Uint8Array {
    return this.#tail.bytes();
  }
}

/** The most memory that the process has had, where the system tells it: Linux. A process that is gone has had all it may. */
function usedMb(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== "linux") return undefined;
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Math.ceil(Number(kilobytes) / BYTES_IN_MB);
  } catch {
    return undefined; // it has just ended
  }
}
