// Keeps the platform's own files out of functions' processes: native libraries open some that children would inherit.
import { openSync, readdirSync, readFileSync } from "node:fs";

type Stdio = "ignore" | "pipe" | number;

const STANDARD = 3;
/** Octal, of `flags` in /proc/self/fdinfo: Linux's O_CLOEXEC. */
const CLOSES_ON_EXEC = 0o2_000_000;

let nothing: number | undefined;

/** `standard`, and /dev/null in the place of each file of ours that the child would have otherwise. */
export function ownStdio(standard: readonly Stdio[]): Stdio[] {
  const strays = inherited();
  if (strays.length === 0) return [...standard];
  nothing ??= openSync("/dev/null", "r");
  const stdio: Stdio[] = [...standard];
  for (let fd = STANDARD; fd <= Math.max(...strays); fd++) stdio.push(strays.includes(fd) ? nothing : "ignore");
  return stdio;
}

/** Where the system tells it: Linux. */
function inherited(): readonly number[] {
  if (process.platform !== "linux") return [];
  try {
    return readdirSync("/proc/self/fd")
      .map(Number)
      .filter((fd) => fd >= STANDARD && isInherited(fd));
  } catch {
    return []; // no /proc here
  }
}

function isInherited(fd: number): boolean {
  try {
    const [, flags = ""] = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8")) ?? [];
    return flags !== "" && (Number.parseInt(flags, 8) & CLOSES_ON_EXEC) === 0;
  } catch {
    return false; // closed in between
  }
}
