// Opens the embedded engines in the data folder; nothing is opened before it is needed.
import { join } from "node:path";
import type { Blobs } from "../engines/blobs/blobs.ts";
import type { KeyValue } from "../engines/keyvalue/keyvalue.ts";
import type { Log } from "../engines/log/log.ts";
import type { Sql } from "../engines/sql/sql.ts";
import type { DataFolder } from "./data-folder.ts";

export interface Engines {
  readonly keyvalue: KeyValue;
  readonly blobs: Blobs;
  readonly log: Log;
  sql(): Promise<Sql>;
  close(): Promise<void>;
}

export async function openEngines(folder: DataFolder): Promise<Engines> {
  const [keyvalue, blobs, log] = await Promise.all([
    import("../engines/keyvalue/lmdb.ts").then(({ openLmdb }) => openLmdb(join(folder.path, "keyvalue"))),
    import("../engines/blobs/files.ts").then(({ openFiles }) => openFiles(join(folder.path, "blobs"))),
    import("../engines/log/segments.ts").then(({ openSegments }) => openSegments(join(folder.path, "log"))),
  ]);
  let sql: Promise<Sql> | undefined;
  return {
    keyvalue,
    blobs,
    log,
    sql: () => (sql ??= openSql(folder)),
    async close() {
      await (await sql)?.close();
      await log.close();
      await blobs.close();
      await keyvalue.close();
    },
  };
}

async function openSql(folder: DataFolder): Promise<Sql> {
  const { openDuckDb } = await import("../engines/sql/duckdb.ts");
  return openDuckDb({ temporaryFolder: folder.temporaryFolder });
}
