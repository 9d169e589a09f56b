import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pngOf } from "./png.ts";
import { qrCode } from "./qr-code.ts";
import { remainderOf } from "./reed-solomon.ts";

const art = (rows: boolean[][] | undefined): string[] =>
  (rows ?? []).map((row) => row.map((dark) => (dark ? "#" : ".")).join(""));

describe("QR codes", () => {
  it("have the standard's check bytes (documented: its example of HELLO WORLD)", () => {
    const data = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
    expect(remainderOf(data, 10)).toEqual([196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
  });

  it("have finders, timing patterns and the format of level L and mask 0 (documented: 111011111000100)", () => {
    const rows = qrCode("a") ?? [];
    const finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
    expect(art(rows.slice(0, 7)).map((line) => line.slice(0, 7))).toEqual(finder);
    expect(art(rows.slice(0, 7)).map((line) => line.slice(14))).toEqual(finder);
    expect(art(rows.slice(14)).map((line) => line.slice(0, 7))).toEqual(finder);
    expect(art(rows)[6]?.slice(7, 14)).toBe(".#.#.#.");
    expect(art(rows)[8]?.slice(13)).toBe("##...#.."); // its last 8 bits
  });

  it("grow with the text, up to version 15", () => {
    const sizes = [17, 18, 106, 107, 230, 231, 520].map((length) => qrCode("x".repeat(length))?.length);
    expect(sizes).toEqual([1, 2, 5, 6, 9, 10, 15].map((version) => version * 4 + 17));
    expect(qrCode("x".repeat(521))).toBeUndefined();
  });

  /** Read by an independent reader (ZXing) when it was written down. */
  it("are the same square for the same text", () => {
    expect(art(qrCode("otpauth"))).toMatchInlineSnapshot(`
      [
        "#######..#.##.#######",
        "#.....#..###..#.....#",
        "#.###.#.##.##.#.###.#",
        "#.###.#..#.#..#.###.#",
        "#.###.#...#.#.#.###.#",
        "#.....#.....#.#.....#",
        "#######.#.#.#.#######",
        "........##.##........",
        "###.########.##...#..",
        "#.#.#....#....##....#",
        "..#..###..#.#...#.###",
        "#......#.##...##....#",
        "##.#..##..#.#.#..#.#.",
        "........####.#.###.##",
        "#######.#..#.####.###",
        "#.....#.#..###.#....#",
        "#.###.#.####.####..##",
        "#.###.#.......#.##.#.",
        "#.###.#.###.#..####.#",
        "#.....#.#.#...#....#.",
        "#######.##..#.####.##",
      ]
    `);
  });
});

describe("PNG", () => {
  it("holds the squares, scaled, with a margin", () => {
    const png = pngOf([[true]], { scale: 8, margin: 1 });
    expect(png.readUInt32BE(16)).toBe(24);
    const start = png.indexOf("IDAT") + 4;
    const lines = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
    expect([...lines.subarray(0, 4)]).toEqual([0, 0xff, 0xff, 0xff]);
    expect([...lines.subarray(8 * 4, 9 * 4)]).toEqual([0, 0xff, 0x00, 0xff]);
  });
});
