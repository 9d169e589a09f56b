// How the blob engine says that there is no such blob.
import { EngineError } from "../../kit/errors.ts";

export const notFound = (cause?: unknown): EngineError =>
  new EngineError("blobs", "not-found", "There is no such blob.", { cause });

/** An absent file, or nothing, as `not-found`; anything else as it is. */
export const notFoundOf = (error: unknown): unknown =>
  error === undefined || (error instanceof Error && "code" in error && error.code === "ENOENT")
    ? notFound(error)
    : error;
