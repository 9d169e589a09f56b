// Dashboards of an account, which are in all its regions.
import type { KeyValue } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";

interface DashboardRow {
  /** JSON, as the user wrote it. */
  readonly body: string;
  readonly modifiedMs: number;
}

export interface Dashboard extends DashboardRow {
  readonly name: string;
}

const dashboards = table<DashboardRow>({ name: "cloudwatch.dashboards", version: 1, upgrades: {} });

export class DashboardStore {
  readonly #keyvalue: KeyValue;

  constructor(keyvalue: KeyValue) {
    this.#keyvalue = keyvalue;
  }

  async find(account: string, name: string): Promise<Dashboard | undefined> {
    const row = await dashboards.get(this.#keyvalue, [account, name]);
    return row && { name, ...row };
  }

  async *list(account: string, after?: string): AsyncGenerator<Dashboard> {
    const range = { prefix: [account], ...(after !== undefined && { after: [account, after] }) };
    for await (const { key, row } of dashboards.scan(this.#keyvalue, range)) yield { name: String(key[1]), ...row };
  }

  async put(account: string, { name, ...row }: Dashboard): Promise<void> {
    await this.#keyvalue.transact((transaction) => dashboards.put(transaction, [account, name], row));
  }

  /** All of them, or, when one is not there, none and the names of those that are not. */
  remove(account: string, names: readonly string[]): Promise<readonly string[]> {
    return this.#keyvalue.transact(async (transaction) => {
      const missing: string[] = [];
      for (const name of names) if (!(await dashboards.get(transaction, [account, name]))) missing.push(name);
      if (missing.length === 0) for (const name of names) dashboards.delete(transaction, [account, name]);
      return missing;
    });
  }
}
