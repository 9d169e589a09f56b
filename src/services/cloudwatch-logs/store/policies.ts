// The resource policies of an account in a region.
import type { KeyValue } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { Place } from "../group.ts";

interface PolicyRow {
  /** JSON, as the user wrote it. */
  readonly document: string;
  readonly updatedAtMs: number;
}

export interface Policy extends PolicyRow {
  readonly name: string;
}

const policies = table<PolicyRow>({ name: "cloudwatch-logs.resource-policies", version: 1, upgrades: {} });

export class PolicyStore {
  readonly #keyvalue: KeyValue;

  constructor(keyvalue: KeyValue) {
    this.#keyvalue = keyvalue;
  }

  /** In the order of their names. */
  async list({ account, region }: Place): Promise<Policy[]> {
    const found: Policy[] = [];
    for await (const { key, row } of policies.scan(this.#keyvalue, { prefix: [account, region] }))
      found.push({ name: String(key[2]), ...row });
    return found;
  }

  async put({ account, region }: Place, { name, ...row }: Policy): Promise<void> {
    await this.#keyvalue.transact((transaction) => policies.put(transaction, [account, region, name], row));
  }

  /** False when there was none. */
  remove({ account, region }: Place, name: string): Promise<boolean> {
    const key = [account, region, name];
    return this.#keyvalue.transact(async (transaction) => {
      if (!(await policies.get(transaction, key))) return false;
      policies.delete(transaction, key);
      return true;
    });
  }
}
