// The url encoding of names in listings.
import { expect, test } from "vitest";
import { nameEncoder } from "./encoding-type.ts";

test.each([
  ["test/foo", "test/foo"], // recorded
  ["%2F", "%252F"], // recorded
  ["test_file(3).png", "test_file%283%29.png"], // documented
  ["a b+c", "a+b%2Bc"], // inferred
  ["é~*", "%C3%A9%7E*"], // inferred
])("%s becomes %s", (name, encoded) => expect(nameEncoder("url")(name)).toBe(encoded));

test("no other encoding", () => {
  expect(nameEncoder(undefined)("a b")).toBe("a b");
  for (const other of ["", "value", "URL"])
    expect(() => nameEncoder(other)).toThrow(expect.objectContaining({ code: "InvalidArgument" }));
});
