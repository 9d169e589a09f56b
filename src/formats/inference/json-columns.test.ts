import { describe, expect, it } from "vitest";
import { inferJson, parseJsonPath } from "./json-columns.ts";

const columns = (text: string, path = "$"): string | undefined =>
  inferJson(text, true, parseJsonPath(path))
    ?.columns.map(({ name, type }) => `${name} ${type}`)
    .join(", ");

describe("JSON columns", () => {
  it.each([
    ['{"a":1}\n{"a":2147483648}', "a bigint"],
    ['{"a":1}\n{"a":1.0}', "a double"],
    ['{"a":12345678901234567890}', "a double"],
    ['{"a":null}\n{"a":true}', "a boolean"],
    ['{"a":null}', "a string"],
    ['{"a":1}\n{"a":"x"}', "a string"],
    ['{"a":[]}', "a array<string>"],
    ['{"a":[1,null,2.5]}', "a array<double>"],
    ['{"a":{}}', "a string"],
    ['{"a":{"X":1}}\n{"a":{"y":[{"z":"\\u00e9"}]}}', "a struct<X:int,y:array<struct<z:string>>>"],
    ['{"a":{"b":1}}\n{"a":[1]}', "a string"],
    ['{"Id":1}\n{"ID":2.5}', "id double"],
    ['{"a":"brace } and \\" quote"}{"b":1}', "a string, b int"],
    ['{"a":{"b:c":1,"d":2}}', "a struct<d:int>"],
    ['\uFEFF {"a":1}', "a int"],
    ['[{"a":1},{"b":2}]', "array array<struct<a:int,b:int>>"],
  ])("%s has %s", (text, expected) => {
    expect(columns(text)).toBe(expected);
  });

  it("a path leads to the records", () => {
    expect(columns('[{"a":1},{"b":2}]', "$[*]")).toBe("a int, b int");
    expect(columns('{"data":{"rows":[{"a":1}]}}', "$.data.rows[*]")).toBe("a int");
    expect(columns('{"x":1}', "$.data")).toBeUndefined();
    expect(parseJsonPath("$..a")).toBeUndefined();
    expect(parseJsonPath("a")).toBeUndefined();
  });

  it.each(["", "1\n2", '"text"', "{", '{"a":}', '{"a" 1}', "{}", '{"a":1} trailing', '{"a":tru}', "a,b\n1,2"])(
    "%j is no JSON of records",
    (text) => expect(inferJson(text, true)).toBeUndefined(),
  );

  it("a sample may end within a record", () => {
    expect(inferJson('{"a":1}\n{"a":2}\n{"a":', false)).toMatchObject({ recordCount: 2, recordsEnd: 16 });
    expect(inferJson('{"a":', false)).toBeUndefined();
  });

  it("nesting and strings without end do not overflow", () => {
    expect(inferJson(`{"a":${"[".repeat(100_000)}`, false)).toBeUndefined();
    expect(inferJson(`{"a":"${"x\\\\".repeat(2_000_000)}"}`, true)).toMatchObject({ recordCount: 1 });
  });
});
