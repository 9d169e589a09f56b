// Rows that earlier releases wrote are read as today's.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openLmdb } from "../../../engines/keyvalue/lmdb.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import { orderAt } from "../version-id.ts";
import { objects } from "./tables.ts";

it("an object from before versions is the null version, as old as it is", async () => {
  const folder = await mkdtemp(join(tmpdir(), "forebay-s3-tables-"));
  const keyvalue = await openLmdb(folder);
  const before = table<object>({ name: "s3.objects", version: 1, upgrades: {} });
  const lastModified = new Date("2026-01-02T03:04:05Z");
  await keyvalue.transact((transaction) => before.put(transaction, ["b", "k"], { blobId: "1", lastModified }));
  const row = await objects.get(keyvalue, ["b", "k"]);
  expect(row).toMatchObject({ blobId: "1", lastModified, order: orderAt(lastModified.getTime()) });
  expect(row?.versionId).toBeUndefined();
  await keyvalue.close();
  await rm(folder, { recursive: true });
});
