// DuckDB's failures as EngineErrors.
import { EngineError, type EngineErrorKind } from "../../kit/errors.ts";

/** DuckDB names the kind of a failure only in its text, `Binder Error: ...`. The first that matches decides. */
const KINDS: readonly (readonly [RegExp, EngineErrorKind])[] = [
  [/^INTERRUPT Error/i, "interrupted"],
  [/No space left on device|max_temp_directory_size|failed to offload data block/i, "disk-full"],
  [/^Out of Memory Error/i, "unavailable"],
  [/^IO Error: (No files found|Cannot open file .*No such file)/is, "not-found"],
  [/^(IO|Serialization) Error/i, "corrupt"],
  [/^(Internal|FATAL) Error/i, "corrupt"],
  [/connection disconnected|connection closed|database .*closed/i, "closed"],
];

const PREFIX = /^(Failed to (extract|prepare|execute)[^:]*|Invalid Error): (?=[A-Z][\w -]* Error: )/;

export function engineError(cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause;
  const message = (cause instanceof Error ? cause.message : String(cause)).replace(PREFIX, "");
  const kind = KINDS.find(([pattern]) => pattern.test(message))?.[1] ?? "invalid";
  return new EngineError("duckdb", kind, message, { cause });
}

export const closedError = (): EngineError => new EngineError("duckdb", "closed", "The SQL session is closed.");

export const interruptedError = (): EngineError =>
  new EngineError("duckdb", "interrupted", "INTERRUPT Error: Interrupted!");
