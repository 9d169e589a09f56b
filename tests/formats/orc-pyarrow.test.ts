// ORC both ways with pyarrow, whose reader and writer are the Apache project's own. Skipped, saying so, without its environment.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plainRows } from "../../src/formats/orc/plain-rows.ts";
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
    ["snappy", { rowIndexStride: 1000 }],
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
});

/** pyarrow prints a union's value alone. */
const unionless = (value: unknown): unknown =>
  value !== null && typeof value === "object" && "tag" in value
    ? (value as unknown as { value: unknown }).value
    : value;
