// Conditional requests: reads, copy sources, and writes, in S3's order. Recorded unless said otherwise.
import type { AwsError } from "../../kit/errors.ts";
import { headerNotImplemented, noSuchKey, notModified, preconditionFailed } from "./errors.ts";

/** What a condition is held against. */
export interface Validators {
  /** Without quotes. */
  readonly etag: string;
  /** Whole seconds. */
  readonly lastModified: Date;
}

export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

export interface CopySourceConditions {
  readonly CopySourceIfMatch?: string | undefined;
  readonly CopySourceIfNoneMatch?: string | undefined;
  readonly CopySourceIfModifiedSince?: Date | undefined;
  readonly CopySourceIfUnmodifiedSince?: Date | undefined;
}

export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

type FailedCondition = "If-Match" | "If-Unmodified-Since" | "If-None-Match" | "If-Modified-Since";

/** Errors: PreconditionFailed, NotModified. */
export function checkReadConditions(conditions: ReadConditions, current: Validators, nowMs: number): void {
  const failed = failedCondition(conditions, current, nowMs);
  if (failed === undefined) return;
  if (failed === "If-Match" || failed === "If-Unmodified-Since") throw preconditionFailed(failed);
  throw notModified({ etag: `"${current.etag}"`, "last-modified": current.lastModified.toUTCString() });
}

/** Errors: PreconditionFailed, also where a read would answer 304. */
export function checkCopySourceConditions(conditions: CopySourceConditions, current: Validators, nowMs: number): void {
  const failed = failedCondition(
    {
      IfMatch: conditions.CopySourceIfMatch,
      IfNoneMatch: conditions.CopySourceIfNoneMatch,
      IfModifiedSince: conditions.CopySourceIfModifiedSince,
      IfUnmodifiedSince: conditions.CopySourceIfUnmodifiedSince,
    },
    current,
    nowMs,
  );
  if (failed !== undefined) throw preconditionFailed(`x-amz-copy-source-${failed}`);
}

/** What S3 accepts as write conditions at all. Errors: NotImplemented. */
export function validateWriteConditions({ IfMatch, IfNoneMatch }: WriteConditions): void {
  if (IfMatch !== undefined && IfNoneMatch !== undefined)
    throw headerNotImplemented("If-Match,If-None-Match", "Multiple conditional request headers present in the request");
  if (IfNoneMatch !== undefined && IfNoneMatch !== "*") throw refusedValue("If-None-Match");
  if (IfMatch === "*") throw refusedValue("If-Match");
}

/** Held against the object that the write would replace. Errors: PreconditionFailed; NoSuchKey for If-Match on nothing. */
export function checkWriteConditions(
  { IfMatch, IfNoneMatch }: WriteConditions,
  key: string,
  current: Pick<Validators, "etag"> | undefined,
): void {
  if (IfNoneMatch !== undefined && current !== undefined) throw preconditionFailed("If-None-Match");
  if (IfMatch === undefined) return;
  if (current === undefined) throw noSuchKey(key);
  if (!matches(IfMatch, current.etag)) throw preconditionFailed("If-Match");
}

const refusedValue = (header: string): AwsError =>
  headerNotImplemented(header, `We don't accept the provided value of ${header} header for this API`);

/** The first that does not hold. */
export function failedCondition(
  conditions: ReadConditions,
  current: Validators,
  nowMs: number,
): FailedCondition | undefined {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  if (IfMatch !== undefined) {
    if (!matches(IfMatch, current.etag)) return "If-Match";
  } else if (IfUnmodifiedSince !== undefined && current.lastModified > IfUnmodifiedSince) return "If-Unmodified-Since";
  if (IfNoneMatch !== undefined) return matches(IfNoneMatch, current.etag) ? "If-None-Match" : undefined;
  // A time in the future is ignored.
  if (IfModifiedSince !== undefined && IfModifiedSince.getTime() <= nowMs && current.lastModified <= IfModifiedSince)
    return "If-Modified-Since";
  return undefined;
}

/** A list of entity tags, `*`, or one without quotes. */
function matches(header: string, etag: string): boolean {
  return header
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""))
    .some((one) => one === "*" || one.replace(/^"(.*)"$/, "$1") === etag);
}
