import { describe, expect, it } from "vitest";
import { duckDbType, formatHiveType, parseHiveType } from "./hive-type.ts";

const canonical = (text: string): string | undefined => {
  const type = parseHiveType(text);
  return type && formatHiveType(type);
};

describe("parseHiveType", () => {
  it.each([
    ["int", "int"],
    [" INTEGER ", "int"],
    ["decimal", "decimal(10,0)"],
    ["DECIMAL( 12 , 2 )", "decimal(12,2)"],
    ["varchar(20)", "varchar(20)"],
    ["array<struct<a:int,b:map<string,array<double>>>>", "array<struct<a:int,b:map<string,array<double>>>>"],
    ["struct<`odd name`:string, Mixed:Date>", "struct<odd name:string,Mixed:date>"],
  ])("reads %s", (text, expected) => expect(canonical(text)).toBe(expected));

  it.each([
    "",
    "foo",
    "array<int",
    "array<>",
    "map<string>",
    "struct<a>",
    "struct<:int>",
    "decimal(50,2)",
    "int>",
    "toString",
  ])("refuses %j", (text) => expect(parseHiveType(text)).toBeUndefined());

  it("refuses nesting without end", () => {
    expect(parseHiveType("array<".repeat(100_000))).toBeUndefined();
    expect(parseHiveType(`${"array<".repeat(100)}int${">".repeat(100)}`)).toBeUndefined();
  });
});

describe("duckDbType", () => {
  it("names nested types", () => {
    const type = parseHiveType("struct<a:int,b:array<decimal(9,2)>,c:map<string,timestamp>>");
    expect(type && duckDbType(type)).toBe('STRUCT("a" INTEGER, "b" DECIMAL(9,2)[], "c" MAP(VARCHAR, TIMESTAMP))');
  });
});
