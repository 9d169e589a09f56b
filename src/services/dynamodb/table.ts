// A table as it is stored, and how AWS names it.
import type {
  BillingMode,
  ProjectionType,
  ScalarAttributeType,
  StreamViewType,
  TableClass,
} from "@aws-sdk/client-dynamodb";
import { formatArn, parseArn } from "../../kit/arn.ts";
import type { KeySchema } from "./key.ts";

export interface TableKey {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export interface IndexRow {
  readonly name: string;
  readonly keys: KeySchema;
  readonly projection: { readonly type: ProjectionType; readonly attributes: readonly string[] };
  readonly isGlobal: boolean;
  /** Local indexes are as their table is. */
  readonly status: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
  /** It is still being filled with the items that were there before it. */
  readonly isFilling?: boolean;
  readonly throughput?: Throughput;
}

export interface StreamRow {
  /** The time it was enabled, as its ARN has it: `2026-11-25T11:00:00.000`. */
  readonly label: string;
  readonly viewType: StreamViewType;
  readonly createdAtMs: number;
  /** No change of it has a lower sequence. */
  readonly firstSequence: number;
  /** Once it was disabled; its records stay readable for a day. */
  readonly disabledAtMs?: number;
  /** Then no change of it has this sequence or a higher one. */
  readonly endSequence?: number;
}

export interface TableRow {
  /** Tells a table from an earlier one of the same name. */
  readonly id: string;
  readonly status: "CREATING" | "ACTIVE" | "UPDATING" | "DELETING";
  /** Virtual epoch ms. */
  readonly createdAtMs: number;
  readonly attributes: readonly { readonly name: string; readonly type: ScalarAttributeType }[];
  readonly keys: KeySchema;
  readonly indexes: readonly IndexRow[];
  readonly billing: BillingMode;
  /** When the mode was last set to PAY_PER_REQUEST. */
  readonly onDemandSinceMs?: number | undefined;
  readonly throughput: Throughput;
  readonly throughputChangedAtMs?: { readonly increase?: number; readonly decrease?: number };
  readonly decreasesToday?: number;
  readonly tableClass?: TableClass | undefined;
  readonly deletionProtected: boolean;
  readonly stream?: StreamRow | undefined;
  readonly formerStreams: readonly StreamRow[];
  readonly timeToLive?: { readonly attribute: string } | undefined;
  readonly tags: Readonly<Record<string, string>>;
  /** JSON, as it was put. */
  readonly policy?: string | undefined;
  readonly policyRevision?: string | undefined;
}

export interface Table extends TableRow {
  readonly key: TableKey;
}

export const tableArn = ({ name, ...key }: TableKey): string =>
  formatArn({ service: "dynamodb", ...key, resource: `table/${name}` });

export const indexArn = (key: TableKey, index: string): string => `${tableArn(key)}/index/${index}`;

export const streamArn = (key: TableKey, label: string): string => `${tableArn(key)}/stream/${label}`;

interface Place {
  readonly account: string;
  readonly region: string;
}

/** Which table a request means: by name, or by ARN, perhaps another account's. */
export function tableKey(nameOrArn: string, { account, region }: Place): TableKey {
  const arn = parseArn(nameOrArn);
  if (!arn) return { account, region, name: nameOrArn };
  return { account: arn.account, region: arn.region, name: arn.resource.replace(/^table\//, "").split("/")[0] ?? "" };
}

/** By name, also while it is being filled or deleted. */
export const indexOf = (table: TableRow, name: string): IndexRow | undefined =>
  table.indexes.find((index) => index.name === name);
