// The data keys of encrypted streams, as KMS sealed them, in their key-value table.
import type { KeyValue, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { Stream } from "../stream.ts";

export interface DataKeyRow {
  /** Sealed by KMS. */
  readonly sealed: Uint8Array;
  readonly keyArn: string;
  /** Virtual epoch ms; nothing is sealed under it later than its life in memory lasts. */
  readonly createdAtMs: number;
}

const dataKeys = table<DataKeyRow>({ name: "kinesis.data-keys", version: 1, upgrades: {} });

const prefixOf = ({ key, id }: Stream) => [key.account, key.region, id] as const;

export class DataKeyStore {
  readonly #keyvalue: KeyValue;

  constructor(keyvalue: KeyValue) {
    this.#keyvalue = keyvalue;
  }

  find(stream: Stream, id: string): Promise<DataKeyRow | undefined> {
    return dataKeys.get(this.#keyvalue, [...prefixOf(stream), id]);
  }

  async put(stream: Stream, id: string, row: DataKeyRow): Promise<void> {
    await this.#keyvalue.transact(async (transaction) => dataKeys.put(transaction, [...prefixOf(stream), id], row));
  }

  /** Of records that have expired. */
  async forget(stream: Stream, createdBeforeMs: number): Promise<void> {
    await this.#keyvalue.transact((transaction) => deleteDataKeys(transaction, stream, createdBeforeMs));
  }
}

export async function deleteDataKeys(transaction: Transaction, stream: Stream, beforeMs = Infinity): Promise<void> {
  for await (const { key, row } of dataKeys.scan(transaction, { prefix: prefixOf(stream) }))
    if (row.createdAtMs < beforeMs) dataKeys.delete(transaction, key);
}
