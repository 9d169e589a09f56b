// ORC both ways with pyarrow, whose reader and writer are the Apache project's own. Skipped, saying so, without its environment.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addToFilter, BloomFilter, hasFilter } from "../../src/formats/orc/bloom-filter.ts";
import { STREAM } from "../../src/formats/orc/footer.ts";
import { plainRows } from "../../src/formats/orc/plain-rows.ts";
import { ProtoReader } from "../../src/formats/orc/protobuf.ts";
import { openOrcFile } from "../../src/formats/orc/reader.ts";
import { sampleVector, SAMPLE_COLUMNS } from "../../src/formats/orc/sample-vectors.ts";
import { orcSchema } from "../../src/formats/orc/schema.ts";
import { ORC_DEFAULTS, OrcWriter } from "../../src/formats/orc/writer.ts";
import { environments } from "../../tools/python.mjs";

const python = join(environments.current.folder, "bin", "python");
const script = join(import.meta.dirname, "..", "clients", "python", "orc_pyarrow.py");
const isThere = existsSync(python);
if (!isThere) console.log("ORC with pyarrow: skipped, its environment is not there (npm test makes it)");

type Row = Readonly<Record<string, unknown>>;

async function run(args: readonly string[]): Promise<Row[]> {
  const child = spawn(python, [script, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const parts: Buffer[] = [];
  let errors = "";
  child.stdout.on("data", (part: Buffer) => parts.push(part));
  child.stderr.on("data", (text) => (errors += text));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code, errors).toBe(0);
  const lines = Buffer.concat(parts).toString().split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Row);
}

/** As the script prints them: whole numbers of 64 bits are texts. */
const printed = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item)));

function expectRows(found: readonly Row[], wanted: readonly Row[]): void {
  expect(found.length).toBe(wanted.length);
  for (let row = 0; row < wanted.length; row++) {
    if (JSON.stringify(found[row]) !== JSON.stringify(wanted[row]))
      expect(found[row], `row ${row}`).toEqual(wanted[row]);
  }
}

describe.skipIf(!isThere)("ORC and pyarrow", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "forebay-orc-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const schema = orcSchema(SAMPLE_COLUMNS);
  it.each([
    ["none", {}],
    ["zlib", {}],
    [
      "snappy",
      { rowIndexStride: 1000, bloomFilters: { columns: ["a_string", "a_bigint", "a_date"], falsePositives: 0.01 } },
    ],
    ["zstd", { stripeBytes: 200_000 }],
    ["lz4", { dictionaryThreshold: 0 }],
    ["zlib", { old: true }],
    ["zlib", { stripeBytes: 200_000, padding: { blockBytes: 300_000, tolerance: 0.5 } }],
  ] as const)("pyarrow reads what we write: %s %o", { timeout: 120_000 }, async (compression, options) => {
    const path = join(folder, "ours.orc");
    const writer = await OrcWriter.create(path, schema, { ...ORC_DEFAULTS, compression, ...options });
    const wanted: Row[] = [];
    for (const [count, nullShare] of [
      [2048, 0.3],
      [2048, 0],
      [1999, 0.8],
      [2048, 0.01],
      [2048, 1],
    ] as const) {
      const columns = schema.children.map((type) => sampleVector(type, count, nullShare, wanted.length + 1));
      await writer.write(columns, count);
      const plain = schema.children.map((type, at) => plainRows(type, columns[at]!));
      for (let row = 0; row < count; row++)
        wanted.push(Object.fromEntries(schema.fieldNames.map((name, at) => [name, unionless(plain[at]![row])])));
    }
    await writer.close();
    expectRows(await run(["read", path]), printed(wanted) as Row[]);
  });

  it.each([
    ["uncompressed", "0.12", "0"],
    ["zlib", "0.12", "0.5"],
    ["snappy", "0.12", "1"],
    ["zstd", "0.12", "0.5"],
    ["lz4", "0.12", "0"],
    ["zlib", "0.11", "0.5"],
  ])(
    "we read what pyarrow writes: %s, version %s, dictionary threshold %s",
    { timeout: 120_000 },
    async (...options) => {
      const path = join(folder, "theirs.orc");
      const wanted = await run(["write", path, ...options]);
      const { file, close } = await openOrcFile(path);
      const found: Row[] = [];
      for await (const batch of file.batches()) {
        const plain = batch.columns.map((column, at) => plainRows(file.columns[at]!, column));
        for (let row = 0; row < batch.rows; row++)
          found.push(Object.fromEntries(file.footer.schema.fieldNames.map((name, at) => [name, plain[at]![row]])));
      }
      await close();
      expectRows(printed(found) as Row[], wanted);
    },
  );

  it("Bloom filters are the same from both", { timeout: 120_000 }, async () => {
    const path = join(folder, "filters.orc");
    await run(["write", path, "uncompressed", "0.12", "0"]);
    const bytes = await readFile(path);
    const { file, close } = await openOrcFile(path);
    const [stripe] = file.footer.stripes;
    const { streams } = await file.stripeFooter(stripe!);
    const compared = new Set<string>();
    for (const { kind, column, offset, length } of streams) {
      const at = column - 1;
      const type = file.columns[at];
      const isOdd = ODD_FILTERS.includes(file.footer.schema.fieldNames[at] ?? "");
      if (kind !== STREAM.bloomFilterUtf8 || !type || !hasFilter(type) || isOdd) continue;
      const [first] = filtersOf(bytes.subarray(stripe!.offset + offset, stripe!.offset + offset + length));
      const filter = new BloomFilter(file.footer.rowIndexStride, 0.05);
      let left = file.footer.rowIndexStride;
      for await (const batch of file.stripe(stripe!, [at])) {
        addToFilter(filter, batch.columns[0]!, 0, Math.min(left, batch.rows));
        left -= Math.min(left, batch.rows);
      }
      expect(Buffer.compare(filter.bits, first!), type.kind).toBe(0);
      compared.add(type.kind);
    }
    await close();
    expect([...compared].join(" ")).toBe(
      "smallint int bigint float double string binary date timestamp with local time zone",
    );
  });
});

/** pyarrow adds values to those of tinyint that the column does not have, and rounds times before 1970 up. */
const ODD_FILTERS = ["a_tinyint", "a_timestamp"];

/** The bits of each row group's filter. */
function filtersOf(index: Uint8Array): Uint8Array[] {
  const filters: Uint8Array[] = [];
  const reader = new ProtoReader(index);
  reader.fields((field) => {
    if (field !== 1) return;
    const filter = reader.message();
    filter.fields((own) => {
      if (own === 3) filters.push(filter.bytes());
    });
  });
  return filters;
}

/** pyarrow prints a union's value alone. */
const unionless = (value: unknown): unknown =>
  value !== null && typeof value === "object" && "tag" in value
    ? (value as unknown as { value: unknown }).value
    : value;
