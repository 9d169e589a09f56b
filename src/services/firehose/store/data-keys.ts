// The data keys of encrypted streams, sealed, in their key-value table.
import type { KeyValue, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { Stream } from "../stream.ts";

export interface DataKeyRow {
  /** By KMS under `keyArn`, or by the platform's own key as base64. */
  readonly sealed: Uint8Array | string;
  readonly keyArn: string | undefined;
  /** Virtual epoch ms; nothing is sealed under it later than its life in memory lasts. */
  readonly createdAtMs: number;
}

const dataKeys = table<DataKeyRow>({ name: "firehose.data-keys", version: 1, upgrades: {} });

const prefixOf = ({ key, id }: Stream) => [key.account, key.region, id] as const;

export const findDataKey = (keyvalue: KeyValue, stream: Stream, id: string): Promise<DataKeyRow | undefined> =>
  dataKeys.get(keyvalue, [...prefixOf(stream), id]);

export const putDataKey = (transaction: Transaction, stream: Stream, id: string, row: DataKeyRow): void =>
  dataKeys.put(transaction, [...prefixOf(stream), id], row);

export async function deleteDataKeys(transaction: Transaction, stream: Stream, beforeMs = Infinity): Promise<void> {
  for await (const { key, row } of dataKeys.scan(transaction, { prefix: prefixOf(stream) }))
    if (row.createdAtMs < beforeMs) dataKeys.delete(transaction, key);
}
