// The embedded SQL engine: one in-memory DuckDB that reads and writes files in place.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DuckDbSession } from "./duckdb-session.ts";
import { closedError, engineError } from "./duckdb-errors.ts";
import { Slots } from "./slots.ts";
import type { Sql, SqlSession } from "./sql.ts";

export interface DuckDbOptions {
  /** Where sorts and joins spill; the engine empties its own folder in it at open. */
  readonly temporaryFolder: string;
  /** Beyond it queries spill, and those that cannot fail `unavailable`. Defaults to 80 % of the machine's memory. */
  readonly memoryMaxBytes?: number;
}

/** libuv's default when UV_THREADPOOL_SIZE is not set. */
const LIBUV_THREADS_DEFAULT = 4;
/** Threads of libuv's pool that are left to files, names and hashes. */
const LIBUV_THREADS_SPARED = 2;

/** Loads DuckDB (about 0.2 s) and opens it. Errors: EngineError `unavailable` when it does not load, `disk-full`. */
export async function openDuckDb(options: DuckDbOptions): Promise<Sql> {
  const scratch = join(options.temporaryFolder, "duckdb");
  await rm(scratch, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const duckDb = await import("@duckdb/node-api");
  const instance = await duckDb.DuckDBInstance.create(":memory:", configuration(options, scratch)).catch((cause) => {
    throw engineError(cause);
  });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  connection.closeSync();
  const pool = Number(process.env["UV_THREADPOOL_SIZE"]) || LIBUV_THREADS_DEFAULT;
  const slots = new Slots(Math.max(1, pool - LIBUV_THREADS_SPARED));
  const sessions = new Set<DuckDbSession>();
  let closed = false;
  return {
    async session(): Promise<SqlSession> {
      if (closed) throw closedError();
      const connection = await instance.connect();
      const session = new DuckDbSession(duckDb, connection, slots, () => sessions.delete(session));
      sessions.add(session);
      return session;
    },
    async close() {
      if (closed) return;
      closed = true;
      await Promise.all([...sessions].map((session) => session.close()));
      instance.closeSync();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

function configuration({ memoryMaxBytes }: DuckDbOptions, scratch: string): Record<string, string> {
  return {
    temp_directory: scratch,
    ...(memoryMaxBytes !== undefined && { memory_limit: `${Math.ceil(memoryMaxBytes / 1000)}kB` }),
    integer_division: "true",
    // Nothing is fetched over the network behind the user's back.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  };
}
