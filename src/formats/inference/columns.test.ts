import { describe, expect, it } from "vitest";
import { compatible, mergeColumns, mergeTypes, similarity } from "./columns.ts";

describe("types of two files", () => {
  it.each([
    ["int", "bigint", "bigint"],
    ["bigint", "double", "double"],
    ["int", "float", "double"],
    ["smallint", "float", "float"],
    ["boolean", "int", "string"],
    ["date", "timestamp", "string"],
    ["decimal(10,2)", "decimal(12,4)", "decimal(12,4)"],
    ["decimal(38,0)", "decimal(38,38)", "double"],
    ["array<int>", "array<string>", "array<string>"],
    ["struct<a:int>", "struct<a:double,b:string>", "struct<a:double,b:string>"],
    ["map<string,int>", "map<string,bigint>", "map<string,bigint>"],
    ["struct<a:int>", "array<int>", "string"],
  ])("%s and %s are %s, either way round", (a, b, expected) => {
    expect(mergeTypes(a, b)).toBe(expected);
    expect(mergeTypes(b, a)).toBe(expected);
  });

  it("schemas are alike by the share of common columns", () => {
    const schema = (text: string) =>
      text.split(" ").map((column) => ({ name: column.split(":")[0] ?? "", type: column.split(":")[1] ?? "string" }));
    expect(similarity(schema("a:int b:int"), schema("a:bigint b:string"))).toBe(0.5);
    expect(similarity(schema("a b c d"), schema("a b c"))).toBe(0.75);
    expect(similarity([], [])).toBe(1);
    expect(mergeColumns(schema("a:int b:string"), schema("c:date a:double"))).toEqual(
      schema("a:double b:string c:date"),
    );
    expect(compatible("boolean", "int")).toBe(false);
  });
});
