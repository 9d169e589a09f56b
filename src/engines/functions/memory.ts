// How much memory a process has, where the system tells it: Linux.
import { readFileSync } from "node:fs";

const BYTES_IN_KB = 1024;

/** In MB, now or at most until now; undefined when it has ended. */
export function memoryMb(pid: number | undefined, what: "now" | "most"): number | undefined {
  if (pid === undefined || process.platform !== "linux") return undefined;
  try {
    const line = what === "now" ? /^VmRSS:\s+(\d+) kB$/m : /^VmHWM:\s+(\d+) kB$/m;
    const [, kilobytes] = line.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Math.ceil(Number(kilobytes) / BYTES_IN_KB);
  } catch {
    return undefined; // it has just ended
  }
}

/** Reading what a process has had costs more than an invocation may: it is looked up now and then. */
const PEAK_LOOK_MS = 200;

export class PeakMemory {
  #mb: number | undefined;
  #lookedMs = -Infinity;

  /** The most that the process has had, in MB, as of a moment ago; undefined when it has ended. */
  of(pid: number | undefined, elapsedMs: number): number | undefined {
    if (elapsedMs - this.#lookedMs < PEAK_LOOK_MS && this.#mb !== undefined) return this.#mb;
    this.#mb = memoryMb(pid, "most");
    this.#lookedMs = elapsedMs;
    return this.#mb;
  }
}
