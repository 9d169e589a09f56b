// The data keys of encrypted log groups, as KMS sealed them.
import type { KeyValue } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { Group } from "../group.ts";

export interface DataKeyRow {
  /** Sealed by KMS. */
  readonly sealed: Uint8Array;
  readonly keyArn: string;
}

const dataKeys = table<DataKeyRow>({ name: "cloudwatch-logs.data-keys", version: 1, upgrades: {} });

type Owner = Pick<Group, "key" | "id">;
const keyOf = ({ key, id }: Owner, dataKeyId: string) => [key.account, key.region, id, dataKeyId] as const;

export class DataKeyStore {
  readonly #keyvalue: KeyValue;

  constructor(keyvalue: KeyValue) {
    this.#keyvalue = keyvalue;
  }

  find(group: Owner, dataKeyId: string): Promise<DataKeyRow | undefined> {
    return dataKeys.get(this.#keyvalue, keyOf(group, dataKeyId));
  }

  async put(group: Owner, dataKeyId: string, row: DataKeyRow): Promise<void> {
    await this.#keyvalue.transact((transaction) => dataKeys.put(transaction, keyOf(group, dataKeyId), row));
  }

  /** Of a group that is gone, with everything that they sealed. */
  async forget({ key, id }: Owner): Promise<void> {
    await this.#keyvalue.transact(async (transaction) => {
      for await (const row of dataKeys.scan(transaction, { prefix: [key.account, key.region, id] }))
        dataKeys.delete(transaction, row.key);
    });
  }
}
