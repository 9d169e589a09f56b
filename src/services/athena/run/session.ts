// Engine sessions that know Trino's functions and end with their run.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Sql, SqlSession } from "../../../engines/sql/sql.ts";
import { MACROS } from "../trino/macros.ts";

/** Engines whose macros are made: all sessions of one share them. */
const prepared = new WeakMap<Sql, Promise<void>>();

export async function openSession(host: ServiceHost, signal: AbortSignal): Promise<SqlSession> {
  const sql = await host.sql();
  const ready = prepared.get(sql) ?? prepare(sql);
  prepared.set(sql, ready);
  await ready;
  signal.throwIfAborted();
  const session = await sql.session();
  signal.addEventListener("abort", () => void session.close(), { once: true });
  return session;
}

async function prepare(sql: Sql): Promise<void> {
  const session = await sql.session();
  try {
    for (const macro of MACROS) await session.run(`CREATE OR REPLACE MACRO ${macro}`);
  } finally {
    await session.close();
  }
}
