// Forms of the copy source.
import { expect, test } from "vitest";
import { parseCopySource } from "./copy-source.ts";

test.each([
  ["b/k", { bucket: "b", key: "k", versionId: undefined }],
  ["/b/k", { bucket: "b", key: "k", versionId: undefined }],
  ["b/a/../b//c", { bucket: "b", key: "a/../b//c", versionId: undefined }],
  ["b//k", { bucket: "b", key: "/k", versionId: undefined }],
  ["b/a%20b+c%2Bd", { bucket: "b", key: "a b c+d", versionId: undefined }],
  ["b%2Fk%3F", { bucket: "b", key: "k?", versionId: undefined }],
  ["b/%F0%9F%98%80?versionId=null", { bucket: "b", key: "\u{1f600}", versionId: "null" }],
])("%s", (header, source) => expect(parseCopySource(header)).toEqual(source));

test.each(["wrongformat", "", "/", "b/", "/b", "b/%zz"])("%j is none", (header) =>
  expect(() => parseCopySource(header)).toThrow(
    expect.objectContaining({ code: "InvalidArgument", message: "Invalid copy source object key" }),
  ),
);
