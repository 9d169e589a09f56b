// What a statement of DDL runs with, and what it answers.
import type { PeerIdentity, Peers } from "../../../kit/peers.ts";

export interface DdlSession {
  readonly peers: Peers;
  readonly identity: PeerIdentity;
  /** Of the query's context. */
  readonly database: string;
  /** Virtual time, epoch milliseconds. */
  readonly nowMs: number;
}

export interface DdlColumn {
  readonly name: string;
  readonly type: "string" | "varchar";
}

export interface DdlResult {
  readonly columns: readonly DdlColumn[];
  /** The lines of the result file. Recorded: each is one value, though there may be several columns. */
  readonly rows: readonly (readonly string[])[];
}

export const NOTHING: DdlResult = { columns: [], rows: [] };

/** A line break in a value starts a new row. Recorded for SHOW TBLPROPERTIES. */
export function resultOf(
  names: readonly string[],
  lines: readonly string[],
  type: DdlColumn["type"] = "string",
): DdlResult {
  const rows = lines.flatMap((line) => line.split("\n")).map((line) => [line]);
  return { columns: names.map((name) => ({ name, type })), rows };
}
