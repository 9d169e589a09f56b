// What the writer writes, the reader reads: every kind, NULLs, nesting, compressions, stripes and damaged bytes.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Vector } from "../../kit/vector.ts";
import { sampleVector, SAMPLE_COLUMNS } from "./sample-vectors.ts";
import { plainRows } from "./plain-rows.ts";
import { openOrcFile, OrcFile } from "./reader.ts";
import { readFooter } from "./footer.ts";
import { ProtoWriter } from "./protobuf.ts";
import { nodesOf, orcSchema, writeType } from "./schema.ts";
import { ORC_DEFAULTS, OrcWriter, type OrcOptions } from "./writer.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "forebay-orc-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const schema = orcSchema(SAMPLE_COLUMNS);

async function write(
  path: string,
  batches: readonly (readonly Vector[])[],
  options: Partial<OrcOptions>,
): Promise<void> {
  const writer = await OrcWriter.create(path, schema, { ...ORC_DEFAULTS, ...options });
  for (const columns of batches) await writer.write(columns, columns[0]!.count);
  await writer.close();
}

/** Seeded columns; NULL where the share of NULLs hits. */
const columnsOf = (count: number, nullShare: number, seed: number): Vector[] =>
  schema.children.map((type) => sampleVector(type, count, nullShare, seed));

async function sameRows(path: string, batches: readonly (readonly Vector[])[]): Promise<void> {
  const { file, close } = await openOrcFile(path);
  const found = schema.children.map((): unknown[] => []);
  for await (const batch of file.batches())
    batch.columns.forEach((column, at) => found[at]!.push(...plainRows(file.columns[at]!, column)));
  await close();
  schema.children.forEach((type, at) => {
    const wanted = batches.flatMap((columns) => plainRows(type, columns[at]!));
    expect(found[at], type.kind).toEqual(wanted);
  });
}

describe("ORC files that are written and read", () => {
  it.each([
    ["none", {}],
    ["zlib", {}],
    ["snappy", {}],
    ["zstd", {}],
    ["lz4", {}],
    ["zlib", { old: true }],
    ["snappy", { rowIndexStride: 0 }],
    ["none", { dictionaryThreshold: 0 }],
    ["none", { dictionaryThreshold: 1 }],
    ["zlib", { stripeBytes: 100_000, rowIndexStride: 1000, padding: { blockBytes: 200_000, tolerance: 0.5 } }],
  ] as const)("%s %o", async (compression, options) => {
    const path = join(folder, "a.orc");
    const batches = [columnsOf(2048, 0.2, 1), columnsOf(1500, 0, 2), columnsOf(2048, 0.9, 3), columnsOf(7, 1, 4)];
    await write(path, batches, { compression, ...options });
    await sameRows(path, batches);
  });

  it("of any sizes, strides and stripes", { timeout: 60_000 }, async () => {
    const path = join(folder, "b.orc");
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(1000)), {
          maxLength: 5,
        }),
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(1, 20_000, 1e9),
        fc.constantFrom("none", "snappy"),
        async (parts, rowIndexStride, stripeBytes, compression) => {
          const batches = parts.map(([count, share, seed]) => columnsOf(count, share, seed));
          await write(path, batches, { rowIndexStride, stripeBytes, compression });
          await sameRows(path, batches);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("say what they hold", async () => {
    const path = join(folder, "c.orc");
    const columns = columnsOf(3000, 0.3, 9);
    await write(path, [columns], { compression: "snappy" });
    const { file, close } = await openOrcFile(path);
    await close();
    const at = SAMPLE_COLUMNS.findIndex(({ name }) => name === "a_bigint");
    const values = plainRows(schema.children[at]!, columns[at]!).filter((value) => value !== null) as bigint[];
    expect(file.footer.rows).toBe(3000);
    expect(file.footer.statistics[schema.children[at]!.id]).toMatchObject({
      values: values.length,
      hasNull: true,
      min: values.reduce((a, b) => (a < b ? a : b)),
      max: values.reduce((a, b) => (a > b ? a : b)),
    });
  });
});

describe("damaged files", () => {
  const openBytes = (bytes: Uint8Array): Promise<OrcFile> =>
    OrcFile.open({
      sizeBytes: bytes.length,
      read: (offset, length) => Promise.resolve(Uint8Array.from(bytes.subarray(offset, offset + length))),
    });

  /** Reads everything, as far as 20,000 rows. */
  async function readAll(bytes: Uint8Array): Promise<void> {
    const file = await openBytes(bytes);
    let rows = 0;
    for await (const batch of file.batches()) {
      rows += batch.rows;
      if (rows > 20_000) return;
    }
  }

  const MUTATIONS = Number(process.env["MUTATIONS"] ?? 600);

  it.each(["none", "zlib", "snappy", "zstd", "lz4"] as const)(
    "%s are read or refused with one clear error",
    { timeout: 600_000 },
    async (compression) => {
      const path = join(folder, "d.orc");
      await write(path, [columnsOf(300, 0.2, 5)], { compression, rowIndexStride: 100, stripeBytes: 1 });
      const bytes = await readFile(path);
      let refused = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
          fc.option(fc.nat(bytes.length)),
          async (changes, end) => {
            const damaged = Uint8Array.from(bytes.subarray(0, end ?? bytes.length));
            for (const [at, value] of changes) damaged[at] = value;
            try {
              await readAll(damaged);
            } catch (error) {
              refused++;
              expect(error).toMatchObject({ name: "EngineError", engine: "orc" });
            }
          },
        ),
        { numRuns: MUTATIONS },
      );
      expect(refused).toBeGreaterThan(0);
    },
  );

  it("a stripe of more rows than its bytes can hold is refused", () => {
    const footerOf = (rows: number): Uint8Array => {
      const stripe = new ProtoWriter().int(1, 3).int(2, 50).int(3, 200).int(4, 50).int(5, rows);
      const footer = new ProtoWriter().message(3, stripe);
      for (const type of nodesOf(schema)) footer.message(4, writeType(type));
      return footer.int(6, rows).finish();
    };
    const plain = {
      footerBytes: 0,
      metadataBytes: 0,
      compression: "none",
      blockBytes: 0,
      version: [0, 12],
      tailBytes: 0,
    } as const;
    expect(readFooter(footerOf(10_000_000), plain, 1000).rows).toBe(10_000_000);
    expect(() => readFooter(footerOf(2 ** 31 - 1), plain, 1000)).toThrow("no room for its rows");
  });

  it("what is none is refused", async () => {
    for (const text of ["", "ORC", "PAR1", "a,b\n1,2\n".repeat(3000)]) {
      const path = join(folder, "e.orc");
      await writeFile(path, text);
      await expect(openOrcFile(path)).rejects.toMatchObject({ name: "EngineError", kind: "corrupt" });
    }
  });
});
