// Ranges of a 10-byte object. Recorded unless said otherwise.
import { expect, test } from "vitest";
import { parseCopySourceRange, parseRange } from "./range.ts";

test.each([
  ["bytes=0-8", { start: 0, end: 8 }],
  ["bytes=1-1", { start: 1, end: 1 }],
  ["bytes=1-0", undefined],
  ["bytes=1-", { start: 1, end: 9 }],
  ["bytes=-1-", undefined],
  ["bytes=-2", { start: 8, end: 9 }],
  ["bytes=-9", { start: 1, end: 9 }],
  ["bytes=-15", { start: 0, end: 9 }],
  ["bytes=0-100", { start: 0, end: 9 }],
  ["bytes=0-0", { start: 0, end: 0 }],
  ["bytes=0--1", undefined],
  ["bytes=0-1,3-4,7-9", undefined],
  ["0-1", undefined],
  ["bytes=-", undefined],
])("%s", (header, range) => expect(parseRange(header, 10)).toEqual(range));

test.each(["bytes=10-", "bytes=1024-4096", "bytes=-0"])("%s is not satisfiable", (header) => {
  expect(() => parseRange(header, 10)).toThrow(
    expect.objectContaining({
      code: "InvalidRange",
      status: 416,
      members: { RangeRequested: header, ActualObjectSize: 10 },
    }),
  );
});

test("no range of an empty object is satisfiable (documented by RFC 9110)", () => {
  expect(() => parseRange("bytes=0-", 0)).toThrow(expect.objectContaining({ code: "InvalidRange" }));
  expect(() => parseRange("bytes=-5", 0)).toThrow(expect.objectContaining({ code: "InvalidRange" }));
});

test("a copy's range must lie within its source", () => {
  expect(parseCopySourceRange("bytes=0-9", 10)).toEqual({ start: 0, end: 9 });
  for (const header of [
    "0-8",
    "bytes=1-0",
    "bytes=-1-",
    "bytes=0--1",
    "bytes=0-1,3-4",
    "bytes=-",
    "bytes=-0",
    "bytes=0-100",
  ])
    expect(() => parseCopySourceRange(header, 10)).toThrow(expect.objectContaining({ code: "InvalidArgument" }));
  expect(() => parseCopySourceRange("bytes=100-200", 10)).toThrow(expect.objectContaining({ code: "InvalidRequest" }));
});
