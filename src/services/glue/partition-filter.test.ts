import { describe, expect, it } from "vitest";
import { like, partitionFilter } from "./partition-filter.ts";

const keys = [
  { Name: "year", Type: "string" },
  { Name: "n", Type: "int" },
  { Name: "price", Type: "decimal(10,2)" },
  { Name: "day", Type: "date" },
  { Name: "at", Type: "timestamp" },
];
const row = ["2024", "7", "2.60", "2022-02-01", "2022-02-01 00:00:00.5"];
const holds = (expression: string, values = row): boolean => partitionFilter(expression, keys)!.matches(values);
const error = (expression: string, values = row): string => {
  try {
    partitionFilter(expression, keys)?.matches(values);
    return "none";
  } catch (failure) {
    return `${(failure as Error).name}: ${(failure as Error).message}`;
  }
};

describe("partition filter", () => {
  it.each([
    ["year = '2024'", true],
    ["YEAR = '2024'", true],
    ["'2023' < year", true],
    ["year <> '2024'", false],
    ["year != '2024'", false],
    ["n = 7", true],
    ["n = '07'", true],
    ["n < 10", true],
    ["n BETWEEN 7 AND 8 AND year = '2024'", true],
    ["n NOT BETWEEN 7 AND 8", false],
    ["price = 2.6", true],
    ["price > 2.599", true],
    ["price IN (1, 2.6)", true],
    ["price NOT IN (1, 2.6)", false],
    ["day > '2022-01-31' and day <= '2022-02-01'", true],
    ["at = '2022-02-01 00:00:00.500'", true],
    ["at > '2022-02-01 00:00:00'", true],
    ["year LIKE '20%'", true],
    ["year NOT LIKE '20__'", false],
    ["year IS NULL", false],
    ["year IS NOT NULL", true],
    ["NOT year = '2023'", true],
    ["NOT (year = '2024' AND n = 7)", false],
    ["year = '1' OR n = 7 AND price = 2.6", true],
    ["(year = '1' OR n = 7) AND price = 9", false],
    ["((year) = ('2024'))", true],
    ["\"year\" = '2024' AND `n` = 7", true],
  ])("%s is %s", (expression, expected) => {
    expect(holds(expression)).toBe(expected);
  });

  it("answers AWS's texts (recorded)", () => {
    expect(error("nosuch IS NULL")).toBe("InvalidInputException: Invalid partition expression!");
    expect(error("n = 'x'")).toBe('InvalidInputException: "x" is not an integer.');
    expect(error("price = 'x'")).toBe("InvalidInputException: x is not a decimal.");
    expect(error("day = '2022-02-30'")).toBe("InvalidInputException: 2022-02-30 is not a date.");
    expect(error("at = '2022-02-01'")).toContain("2022-02-01 is not a timestamp.");
    expect(error("n LIKE '7'")).toBe("InvalidInputException: Integral data type doesn't support operation 'LIKE'");
    expect(error("day LIKE '2'")).toBe("InvalidInputException: Date data type doesn't support operation 'LIKE'");
    expect(error("n = 7", ["2024", "seven"])).toBe('InvalidStateException: "seven" is not an integer.');
    expect(error("year IS test' AND not")).toBe(
      "InvalidInputException: Unsupported expression 'year IS test' AND not'",
    );
  });

  it("knows no type but the documented ones", () => {
    expect(() => partitionFilter("f = 1", [{ Name: "f", Type: "float" }])).toThrow("Unknown type : 'float'");
  });

  it.each(["", "  ", undefined])("takes %j for no filter (recorded)", (expression) => {
    expect(partitionFilter(expression, keys)).toBeUndefined();
  });

  it.each(["year =", "= '1'", "year = '1' AND", "(year = '1'", "year", "year = other", "'a' = 'a'", "a b c", ")"])(
    "refuses %s",
    (expression) => {
      expect(error(expression)).toContain("Unsupported expression");
    },
  );

  it("refuses nesting without end instead of overflowing", () => {
    const deep = `${"(".repeat(900)}year='1'${")".repeat(900)}`;
    expect(error(deep)).toContain("Unsupported expression");
    expect(error(`${"NOT ".repeat(500)}year='1'`)).toContain("Unsupported expression");
  });

  it("takes Hive's default partition for NULL", () => {
    const values = ["__HIVE_DEFAULT_PARTITION__", "__HIVE_DEFAULT_PARTITION__"];
    expect(holds("n = 7", values)).toBe(false);
    expect(holds("NOT n = 7", values)).toBe(false);
    expect(holds("n IS NULL AND year IS NULL", values)).toBe(true);
    expect(holds("n = 7 OR year IS NULL", values)).toBe(true);
  });

  it("finds where a listing can begin", () => {
    const text = ["a", "b", "c"].map((Name) => ({ Name, Type: "string" }));
    expect(partitionFilter("b = '2' AND a = '1'", text)!.prefix).toEqual(["1", "2"]);
    expect(partitionFilter("a = '1' AND c = '3'", text)!.prefix).toEqual(["1"]);
    expect(partitionFilter("a = '1' OR b = '2'", text)!.prefix).toEqual([]);
    expect(partitionFilter("n = 7", keys.slice(1))!.prefix).toEqual([]);
  });

  it("matches LIKE in bounded time", () => {
    expect(like("a".repeat(1000), `${"%a".repeat(500)}b`)).toBe(false);
    expect(like("abc", "a%c")).toBe(true);
    expect(like("abc", "_b_")).toBe(true);
    expect(like("abc", "ab")).toBe(false);
    expect(like("", "%")).toBe(true);
  });
});
