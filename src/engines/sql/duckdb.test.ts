// The embedded engine against the contract, and what is its own.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sqlContract } from "./contract.ts";
import { openDuckDb } from "./duckdb.ts";

sqlContract("duckdb", openDuckDb);

test("scratch left by a killed process is emptied at open, and nothing else", async () => {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "forebay-duckdb-"));
  await mkdir(join(temporaryFolder, "duckdb"));
  await writeFile(join(temporaryFolder, "duckdb", "duckdb_temp_block-1.block"), "left");
  await writeFile(join(temporaryFolder, "other"), "kept");
  const sql = await openDuckDb({ temporaryFolder });
  expect(existsSync(join(temporaryFolder, "duckdb", "duckdb_temp_block-1.block"))).toBe(false);
  expect(existsSync(join(temporaryFolder, "other"))).toBe(true);
  await sql.close();
  await rm(temporaryFolder, { recursive: true });
});

test("a full disk is an EngineError", async () => {
  // Linux's /dev/full answers every write with ENOSPC.
  if (!existsSync("/dev/full")) return;
  const temporaryFolder = await mkdtemp(join(tmpdir(), "forebay-duckdb-"));
  const sql = await openDuckDb({ temporaryFolder });
  const session = await sql.session();
  await expect(
    session.run("COPY (SELECT range FROM range(1000000)) TO '/dev/full' (FORMAT csv)"),
  ).rejects.toMatchObject({ name: "EngineError", kind: "disk-full" });
  await sql.close();
  await rm(temporaryFolder, { recursive: true });
});
