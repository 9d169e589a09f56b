// Errors of the operating system and of LMDB in the engines' terms.
import { EngineError } from "../kit/errors.ts";

/** No space, quota used up, file size limit, LMDB's map full. */
const DISK_FULL_CODES: ReadonlySet<unknown> = new Set(["ENOSPC", "EDQUOT", "EFBIG", 28, 122, 27, -30792]);

/** The error as `disk-full` where it is one, otherwise itself. */
export function engineErrorOf(engine: string, error: unknown): unknown {
  if (!(error instanceof Error) || !("code" in error) || !DISK_FULL_CODES.has(error.code)) return error;
  return new EngineError(engine, "disk-full", `The disk is full: ${error.message}`, { cause: error });
}
