// The durable timers of tables: what is due when.
import type { DurableTimer } from "../../kit/jobs.ts";
import { CHANGING_MS, STREAM_TRIM_INTERVAL_MS, TTL_INTERVAL_MS } from "./limits.ts";
import type { TableKey } from "./table.ts";

export interface TablePayload {
  readonly key: TableKey;
  readonly tableId: string;
  /** Of the timers of an index, and of a stream. */
  readonly name?: string;
}

function timer(kind: string, key: TableKey, tableId: string, dueMs: number, name?: string): DurableTimer {
  const payload: TablePayload = { key, tableId, ...(name !== undefined && { name }) };
  const suffix = name === undefined ? "" : `/${name}`;
  return { kind, key: `${key.account}/${key.region}/${tableId}${suffix}`, dueMs, payload };
}

export const activation = (key: TableKey, id: string, nowMs: number): DurableTimer =>
  timer("activate-table", key, id, nowMs + CHANGING_MS);

export const deletion = (key: TableKey, id: string, nowMs: number): DurableTimer =>
  timer("delete-table", key, id, nowMs + CHANGING_MS);

export const indexFilling = (key: TableKey, id: string, index: string, nowMs: number): DurableTimer =>
  timer("fill-index", key, id, nowMs + CHANGING_MS, index);

export const indexDeletion = (key: TableKey, id: string, index: string, nowMs: number): DurableTimer =>
  timer("delete-index", key, id, nowMs + CHANGING_MS, index);

export const expiry = (key: TableKey, id: string, nowMs: number): DurableTimer =>
  timer("expire-items", key, id, nowMs + TTL_INTERVAL_MS);

export interface TokenPayload {
  readonly account: string;
  readonly region: string;
  readonly token: string;
}

export function tokenExpiry(account: string, region: string, token: string, dueMs: number): DurableTimer {
  const payload: TokenPayload = { account, region, token };
  return { kind: "forget-token", key: `${account}/${region}/${token}`, dueMs, payload };
}

export const streamTrimming = (key: TableKey, id: string, label: string, nowMs: number): DurableTimer =>
  timer("trim-stream", key, id, nowMs + STREAM_TRIM_INTERVAL_MS, label);
