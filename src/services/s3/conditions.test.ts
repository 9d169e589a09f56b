// Conditional requests: recorded order and precedence.
import { describe, expect, test } from "vitest";
import {
  checkCopySourceConditions,
  checkReadConditions,
  checkWriteConditions,
  validateWriteConditions,
} from "./conditions.ts";

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
const current = { etag: "abc", lastModified: at(10) };
const nowMs = at(20).getTime();

const outcome = (check: () => void): string => {
  try {
    check();
    return "holds";
  } catch (error) {
    const { code, members } = error as { code: string; members: { Condition?: string } };
    return members.Condition === undefined ? code : `${code} ${members.Condition}`;
  }
};

describe("reads", () => {
  test.each([
    // Recorded: elimination order with all four failing.
    [
      { IfMatch: "x", IfUnmodifiedSince: at(1), IfNoneMatch: '"abc"', IfModifiedSince: at(20) },
      "PreconditionFailed If-Match",
    ],
    [
      { IfUnmodifiedSince: at(1), IfNoneMatch: '"abc"', IfModifiedSince: at(20) },
      "PreconditionFailed If-Unmodified-Since",
    ],
    [{ IfNoneMatch: '"abc"', IfModifiedSince: at(20) }, "NotModified"],
    [{ IfModifiedSince: at(20) }, "NotModified"],
    [{ IfModifiedSince: at(10) }, "NotModified"],
    [{ IfModifiedSince: at(9) }, "holds"],
    [{ IfModifiedSince: at(21) }, "holds"],
    [{ IfUnmodifiedSince: at(10) }, "holds"],
    [{ IfNoneMatch: "abc" }, "NotModified"],
    [{ IfNoneMatch: '"x", W/"abc"' }, "NotModified"],
    [{ IfNoneMatch: "*" }, "NotModified"],
    [{ IfMatch: "*" }, "holds"],
    // Documented: a true If-Match wins over a false If-Unmodified-Since.
    [{ IfMatch: '"abc"', IfUnmodifiedSince: at(1) }, "holds"],
    // Documented by RFC 9110: If-Modified-Since is ignored beside If-None-Match.
    [{ IfNoneMatch: '"x"', IfModifiedSince: at(15) }, "holds"],
    [{ IfMatch: "abc", IfNoneMatch: "x", IfModifiedSince: at(1), IfUnmodifiedSince: at(20) }, "holds"],
    [{}, "holds"],
  ])("%j: %s", (conditions, expected) =>
    expect(outcome(() => checkReadConditions(conditions, current, nowMs))).toBe(expected),
  );
});

test("copy sources answer 412 where a read answers 304", () => {
  expect(outcome(() => checkCopySourceConditions({ CopySourceIfNoneMatch: '"abc"' }, current, nowMs))).toBe(
    "PreconditionFailed x-amz-copy-source-If-None-Match",
  );
  expect(outcome(() => checkCopySourceConditions({ CopySourceIfModifiedSince: at(15) }, current, nowMs))).toBe(
    "PreconditionFailed x-amz-copy-source-If-Modified-Since",
  );
});

test("writes take `*` for If-None-Match, an entity tag for If-Match, and not both", () => {
  expect(outcome(() => validateWriteConditions({ IfNoneMatch: "*" }))).toBe("holds");
  expect(outcome(() => validateWriteConditions({ IfNoneMatch: "abc" }))).toBe("NotImplemented");
  expect(outcome(() => validateWriteConditions({ IfMatch: "*" }))).toBe("NotImplemented");
  expect(outcome(() => validateWriteConditions({ IfMatch: "abc", IfNoneMatch: "*" }))).toBe("NotImplemented");
});

test("writes are held against the object they replace", () => {
  expect(outcome(() => checkWriteConditions({ IfNoneMatch: "*" }, "k", undefined))).toBe("holds");
  expect(outcome(() => checkWriteConditions({ IfNoneMatch: "*" }, "k", current))).toBe(
    "PreconditionFailed If-None-Match",
  );
  expect(outcome(() => checkWriteConditions({ IfMatch: "abc" }, "k", current))).toBe("holds");
  expect(outcome(() => checkWriteConditions({ IfMatch: "x" }, "k", current))).toBe("PreconditionFailed If-Match");
  expect(outcome(() => checkWriteConditions({ IfMatch: "abc" }, "k", undefined))).toBe("NoSuchKey");
});
