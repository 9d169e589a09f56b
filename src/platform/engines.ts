// Opens the embedded engines in the data folder; nothing is opened before it is needed.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Blobs } from "../engines/blobs/blobs.ts";
import type { Functions } from "../engines/functions/functions.ts";
import type { KeyValue } from "../engines/keyvalue/keyvalue.ts";
import type { Log } from "../engines/log/log.ts";
import type { Sql } from "../engines/sql/sql.ts";
import type { Clock } from "../kit/clock.ts";
import type { DataFolder } from "./data-folder.ts";

export interface Engines {
  readonly keyvalue: KeyValue;
  /** Blobs of a service's own: what it collects as orphans cannot be another one's. */
  blobsOf(service: string): Promise<Blobs>;
  readonly log: Log;
  sql(): Promise<Sql>;
  functions(): Promise<Functions>;
  close(): Promise<void>;
}

/** Whether an earlier run has left something in the folder. */
export const hasEngines = (folder: DataFolder): boolean => existsSync(join(folder.path, "keyvalue"));

export async function openEngines(folder: DataFolder, clock: Clock): Promise<Engines> {
  const [keyvalue, log] = await Promise.all([
    import("../engines/keyvalue/lmdb.ts").then(({ openLmdb }) => openLmdb(join(folder.path, "keyvalue"))),
    import("../engines/log/segments.ts").then(({ openSegments }) => openSegments(join(folder.path, "log"))),
  ]);
  let sql: Promise<Sql> | undefined;
  let functions: Promise<Functions> | undefined;
  const blobs = new Map<string, Promise<Blobs>>();
  return {
    keyvalue,
    blobsOf(service) {
      const opened = blobs.get(service) ?? openBlobs(join(folder.path, "blobs", service));
      blobs.set(service, opened);
      return opened;
    },
    log,
    sql: () => (sql ??= openSql(folder)),
    functions: () => (functions ??= openFunctions(folder, clock)),
    async close() {
      await (await functions)?.close();
      await (await sql)?.close();
      await log.close();
      for (const opened of blobs.values()) await (await opened).close();
      await keyvalue.close();
    },
  };
}

async function openBlobs(path: string): Promise<Blobs> {
  const { openFiles } = await import("../engines/blobs/files.ts");
  return openFiles(path);
}

async function openSql(folder: DataFolder): Promise<Sql> {
  const { openDuckDb } = await import("../engines/sql/duckdb.ts");
  return openDuckDb({ temporaryFolder: folder.temporaryFolder });
}

async function openFunctions(folder: DataFolder, clock: Clock): Promise<Functions> {
  const { Processes } = await import("../engines/functions/processes.ts");
  const { temporaryFolder } = folder;
  return new Processes({ temporaryFolder, now: () => clock.now(), elapsed: () => clock.elapsed() });
}
