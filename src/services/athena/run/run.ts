// What the run of one statement has at hand, and what it gives.
import type { ColumnInfo } from "@aws-sdk/client-athena";
import type { SqlSession } from "../../../engines/sql/sql.ts";
import type { PeerIdentity, Peers } from "../../../kit/peers.ts";
import type { ExecutionKey, ExecutionRow } from "../execution.ts";
import type { KeyValue } from "../../../engines/keyvalue/keyvalue.ts";
import type { GlueCatalog } from "./glue.ts";
import type { Lake } from "./lake.ts";
import type { Scanned } from "./scans.ts";

export interface Run {
  readonly key: ExecutionKey;
  readonly row: ExecutionRow;
  readonly keyvalue: KeyValue;
  readonly glue: GlueCatalog;
  readonly lake: Lake;
  readonly peers: Peers;
  readonly identity: PeerIdentity;
  /** The database of unqualified names. */
  readonly database: string | undefined;
  readonly nowMs: number;
  /** For files of this run alone; removed when it ends. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** The run's engine session, opened at the first call. */
  session(): Promise<SqlSession>;
  /** Planning is over and this will be scanned. Errors: ScanLimitExceeded. */
  planned(scanned: Scanned): void;
}

/** What stands at the output location afterwards. */
export type Output =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "none" };

export interface Outcome {
  readonly columns: readonly ColumnInfo[];
  /** The result's first row repeats the columns' names. */
  readonly header: boolean;
  readonly output: Output;
  readonly outputRows: number;
  readonly outputBytes: number;
  readonly updateCount?: number;
  readonly manifestLocation?: string;
}

export class ScanLimitExceeded extends Error {
  constructor() {
    super("Bytes scanned limit was exceeded");
  }
}

/** The outcome of a statement that answers nothing. */
export const DONE: Outcome = {
  columns: [],
  header: false,
  output: { kind: "bytes", bytes: new Uint8Array() },
  outputRows: 0,
  outputBytes: 0,
};
