// The collectors of blobs, run over a data folder that was left behind: what they leave is what rows name.
import { open, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { expect } from "vitest";
import { openFiles } from "../../../src/engines/blobs/files.ts";
import { encodeFrame, FRAME_HEADER_BYTES } from "../../../src/engines/blobs/pack-frame.ts";
import { framesIn } from "../../../src/engines/blobs/pack.ts";
import { pieceOf } from "../../../src/engines/blobs/pieces.ts";
import { openLmdb } from "../../../src/engines/keyvalue/lmdb.ts";
import { type Forebay, startForebay } from "../../../src/index.ts";
import {
  isDeleteMarker,
  type ObjectRow,
  objects,
  parts,
  uploads,
  versions,
} from "../../../src/services/s3/store/tables.ts";

const SEVEN_HOURS_MS = 7 * 3_600_000;

/** Makes every blob look old, as the collector of orphans sees it. */
async function age(folder: string): Promise<void> {
  const longAgo = Date.now() - 2 * SEVEN_HOURS_MS;
  for (const entry of await readdir(join(folder, "stored"), { recursive: true, withFileTypes: true }))
    if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), longAgo / 1000, longAgo / 1000);
  for (const name of await readdir(join(folder, "packs"))) {
    const handle = await open(join(folder, "packs", name), "r+");
    for await (const { offset, bytes, sizeBytes, key, state } of framesIn(handle)) {
      if (state !== 1) continue;
      const data = bytes.subarray(FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + sizeBytes);
      await handle.write(encodeFrame(data, Buffer.from(key, "hex"), longAgo), 0, undefined, offset);
    }
    await handle.close();
  }
}

interface Left {
  /** All versions that are no delete markers. */
  readonly rows: readonly ObjectRow[];
  readonly stored: readonly string[];
  readonly named: readonly string[];
}

/** Blobs that are stored, and those that rows name. */
async function leftIn(folder: string): Promise<Left> {
  const blobs = await openFiles(join(folder, "blobs", "s3"));
  const stored: string[] = [];
  for await (const { id } of blobs.list()) stored.push(id);
  await blobs.close();
  const keyvalue = await openLmdb(join(folder, "keyvalue"));
  const rows: ObjectRow[] = [];
  for await (const { row } of objects.scan(keyvalue)) rows.push(row);
  for await (const { row } of versions.scan(keyvalue)) if (!isDeleteMarker(row)) rows.push(row);
  const named = rows.map(({ blobId }) => blobId);
  for await (const { row } of parts.scan(keyvalue)) if (pieceOf(row.blobId) === undefined) named.push(row.blobId);
  for await (const { row } of uploads.scan(keyvalue)) if (row.assembly) named.push(row.assembly.blobId);
  await keyvalue.close();
  return { rows, stored: stored.toSorted(), named: named.toSorted() };
}

/** `look`: once the collectors have run. Then nothing is stored but what rows name. */
export async function expectCollected(
  folder: string,
  look: (s3: S3Client, forebay: Forebay) => Promise<void>,
): Promise<readonly ObjectRow[]> {
  await age(join(folder, "blobs", "s3"));
  const forebay = await startForebay({ dataFolder: folder });
  const s3 = new S3Client({ ...forebay.clientConfig, forcePathStyle: true });
  await s3.send(new ListBucketsCommand({})); // services start at their first request
  for (let hours = 0; hours < 21; hours += 7) await forebay.clock.advance(SEVEN_HOURS_MS);
  await look(s3, forebay);
  s3.destroy();
  await forebay.close();
  const { rows, stored, named } = await leftIn(folder);
  expect(stored.length).toBeGreaterThan(0);
  expect(stored).toEqual(named);
  return rows;
}
