import { describe, expect, it } from "vitest";
import { type CsvHints, inferCsv } from "./csv-columns.ts";
import { readCsv } from "./csv-records.ts";

const columns = (text: string, hints?: CsvHints): string | undefined =>
  inferCsv(text, true, hints)
    ?.columns.map(({ name, type }) => `${name} ${type}`)
    .join(", ");

describe("CSV columns", () => {
  it.each([
    ["a,b\n1,2\n", "a bigint, b bigint"],
    ["a,b\r\n1,2.5\r\n-3,1e5\r\n", "a bigint, b double"],
    ["\uFEFFa,b\n1,x\n", "a bigint, b string"],
    ["a,b\n1,\n,2\n", "a bigint, b bigint"],
    ["a,b\n007,TRUE\n8,false\n", "a bigint, b boolean"],
    ["a,b\n1,true\n1,2\n", "a bigint, b string"],
    ["a,b\n1,12345678901234567890\n", "a bigint, b string"],
    ["a,b\n1,2024-01-01\n", "a bigint, b string"],
    ["a,b\n 1 , x\n", "a bigint, b string"],
    ["A Name,b\n1,x\n", "a name bigint, b string"],
    ["a,a\n1,2\n", "a bigint, a_1 bigint"],
    ["a,b,\n1,2,\n3,4,\n", "a bigint, b bigint, col2 string"],
    ['a,b\n1,"x,y"\n2,"say ""hi"""\n3,"two\nlines"\n', "a bigint, b string"],
    ["1,2\n3,4\n", "col0 bigint, col1 bigint"],
    ["x,y\nz,w\n", "col0 string, col1 string"],
    ["a;b\n1;2,5\n3;4,5\n", "a bigint, b string"],
  ])("%j has %s", (text, expected) => {
    expect(columns(text)).toBe(expected);
  });

  it.each(["", "a\nb\n", "a,b\n", "one line of words", "a,b\n1,2,3\n4\n5,6,7,8\n", "a\0b,c\n1,2\n"])(
    "%j is no table",
    (text) => expect(inferCsv(text, true)).toBeUndefined(),
  );

  it("a header's field is shorter than 150 characters, its last one excepted (documented)", () => {
    const long = "n".repeat(150);
    expect(columns(`${long},b\n1,2\n`)).toBe("col0 string, col1 string");
    expect(columns(`b,${long}\n1,2\n`)).toBe(`b bigint, ${long} bigint`);
  });

  it("a sample that ends within a record leaves it out", () => {
    expect(inferCsv("a,b\n1,2\n3,4\n5", false)).toMatchObject({ recordCount: 2, recordsEnd: 12 });
    expect(inferCsv("a,b\n1,2\n3,4\n5,6", true)).toMatchObject({ recordCount: 3, recordsEnd: 15 });
  });

  it("hints win over sniffing", () => {
    expect(columns("x\ny\n", { allowSingleColumn: true })).toBe("col0 string");
    expect(columns("a,b\nx,y\n", { containsHeader: "PRESENT" })).toBe("a string, b string");
    expect(columns("a,b\n1,2\n", { containsHeader: "ABSENT" })).toBe("col0 string, col1 string");
    expect(columns("1~2\n3~4\n", { delimiter: "~", header: ["P", "q"] })).toBe("p bigint, q bigint");
    expect(columns("p~q\n3~4\n", { delimiter: "~", header: ["p", "q"] })).toBe("p bigint, q bigint");
  });
});

describe("CSV records", () => {
  const texts = (text: string, quote = '"') =>
    readCsv(text, { delimiter: ",", quote }, 10, true).records.map((record) => record.map((field) => field.text));

  it.each([
    ['a,"b ""x"" c",d\n', [["a", 'b "x" c', "d"]]],
    ['"a\nb",c\n', [["a\nb", "c"]]],
    [
      "a,b\r\n\r\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ['"open,\nand on', [["open,\nand on"]]],
    ['"a"b,c', [["ab", "c"]]],
  ])("%j", (text, expected) => expect(texts(text)).toEqual(expected));

  it("quotes are ordinary characters without a quote", () => {
    expect(texts('"a,b"\n', "")).toEqual([['"a', 'b"']]);
  });

  it("a file without an end of quotes takes linear time", () => {
    expect(texts('"a""'.repeat(200_000))).toHaveLength(1);
  });
});
