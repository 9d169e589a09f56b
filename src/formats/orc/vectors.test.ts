// The format's own example files against the rows that they are known to hold.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { plainRows, type PlainValue } from "./plain-rows.ts";
import { OrcFile } from "./reader.ts";

const vectors = new URL("../../../../shared/vectors/orc/", import.meta.url);

/** Files whose expected rows are not ours, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  "TestVectorOrcFile.testLzo": "compressed with LZO, which is refused",
};
/** Hive 0.11's decimals have their digits; the tool that printed the rows expected cuts them off behind the sixth. */
const CUT_DECIMALS = "orc-file-11-format";
const cut = (value: PlainValue): PlainValue =>
  value !== null && typeof value === "object" && !Array.isArray(value)
    ? {
        ...value,
        decimal1: typeof value["decimal1"] === "string" ? value["decimal1"].replace(/(\.\d{6})\d+$/, "$1") : null,
      }
    : value;

/** Files without expected rows, and how many rows pyarrow finds in them. */
const ROWS = [
  ["TestOrcFile.testSargSkipPickupGroupWithoutIndexCPlusPlus", 10_000],
  ["TestOrcFile.testSargSkipPickupGroupWithoutIndexJava", 10_000],
  ["TestVectorOrcFile.testZstd.0.12", 10_000],
  ["bad_bloom_filter_1.6.0", 5],
  ["bad_bloom_filter_1.6.11", 5],
  ["complextypes_iceberg", 1],
  ["decimal64_v2", 10],
  ["decimal64_v2_cplusplus", 10],
  ["demo-12-zlib", 1_920_800],
  ["orc_no_format", 5],
  ["version1999", 0],
] as const;

/** Refused, and what of. */
const REFUSED = [
  ["TestVectorOrcFile.testLzo", "compressed with LZO are not supported"],
  ["TestOrcFile.testWithoutCompressionBlockSize", "damaged"],
  ["zero", "no postscript"],
  ["corrupt/missing_blob_stream_in_string_dict", "lacks its bytes"],
  ["corrupt/missing_length_stream_in_string_dict", "lacks a stream"],
  ["corrupt/negative_dict_entry_lengths", "length is out of range"],
  ["corrupt/stripe_footer_bad_column_encodings", "damaged"],
  ["encrypted/sample1", "with encrypted columns are not supported"],
  ["encrypted/sample2", "with encrypted columns are not supported"],
] as const;

const openBytes = (bytes: Uint8Array): Promise<OrcFile> =>
  OrcFile.open({
    sizeBytes: bytes.length,
    read: (offset, length) => Promise.resolve(bytes.subarray(offset, offset + length)),
  });
const file = (name: string): Buffer => readFileSync(new URL(name, vectors));

async function rowsOf(orc: OrcFile): Promise<PlainValue[]> {
  const rows: PlainValue[] = [];
  for await (const batch of orc.batches()) {
    const columns = batch.columns.map((column, at) => plainRows(orc.columns[at]!, column));
    for (let row = 0; row < batch.rows; row++)
      rows.push(
        orc.footer.schema.kind === "struct"
          ? Object.fromEntries(orc.footer.schema.fieldNames.map((name, at) => [name, columns[at]![row]!]))
          : columns[0]![row]!,
      );
  }
  return rows;
}

/** Numbers keep their digits as `#...`. */
const expectedRows = (name: string): unknown[] =>
  gunzipSync(file(`expected/${name}.jsn.gz`))
    .toString()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) =>
      JSON.parse(
        line.replaceAll(
          /("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)/g,
          (_, text?: string, number?: string) => text ?? `"#${number}"`,
        ),
      ),
    );

function differ(found: PlainValue, wanted: unknown): boolean {
  if (found === null || typeof found === "boolean") return found !== wanted;
  if (typeof found === "bigint") return `#${found}` !== wanted;
  if (typeof found === "number") {
    const number = Number(String(wanted).slice(1));
    return !(Math.abs(found - number) <= Math.abs(number) * 1e-6);
  }
  if (typeof found === "string")
    return (
      found !== wanted &&
      `#${found}` !==
        String(wanted)
          .replace(/(\.\d*?)0+$/, "$1")
          .replace(/\.$/, "")
    );
  if (Array.isArray(found))
    return (
      !Array.isArray(wanted) || found.length !== wanted.length || found.some((item, at) => differ(item, wanted[at]))
    );
  const of = wanted as Record<string, unknown>;
  return (
    Object.keys(found).length !== Object.keys(of).length ||
    Object.entries(found).some(([key, value]) => differ(value, of[key]))
  );
}

describe.skipIf(!existsSync(vectors))("ORC's example files (need ../shared/vectors)", () => {
  const names = existsSync(vectors)
    ? readdirSync(new URL("expected/", vectors)).map((name) => name.replace(/\.jsn\.gz$/, ""))
    : [];

  it.each(names.filter((name) => !(name in EXCEPTIONS)))(
    "%s has the rows that are expected",
    { timeout: 60_000 },
    async (name) => {
      const rows = await rowsOf(await openBytes(file(`${name}.orc`)));
      const expected = expectedRows(name);
      expect(rows.length).toBe(expected.length);
      const wrong = rows.findIndex((row, at) => differ(name === CUT_DECIMALS ? cut(row) : row, expected[at]));
      expect(wrong === -1 ? "equal" : { row: wrong, found: rows[wrong], wanted: expected[wrong] }).toBe("equal");
    },
  );

  it.each(ROWS)("%s has %i rows", { timeout: 60_000 }, async (name, rows) => {
    const orc = await openBytes(file(`${name}.orc`));
    let found = 0;
    for await (const batch of orc.batches()) found += batch.rows;
    expect(found).toBe(rows);
  });

  it.each(REFUSED)("%s is refused: %s", async (name, reason) => {
    const read = async (): Promise<unknown> => rowsOf(await openBytes(file(`${name}.orc`)));
    await expect(read()).rejects.toMatchObject({ name: "EngineError", message: expect.stringContaining(reason) });
  });

  it("both versions of the format hold the same rows", { timeout: 60_000 }, async () => {
    const [old, recent] = await Promise.all(
      ["demo-11-zlib.orc", "demo-12-zlib.orc"].map((name) => openBytes(file(name))),
    );
    const firsts = await Promise.all(
      [old, recent].map(async (orc) => {
        for await (const batch of orc!.batches())
          return batch.columns.map((column, at) => plainRows(orc!.columns[at]!, column));
        return undefined;
      }),
    );
    expect(firsts[0]).toEqual(firsts[1]);
  });
});
