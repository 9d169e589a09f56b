// What DynamoDB keeps, all of it in key-value tables. Only this file and those in store/ touch engines.
import type { ServiceHost } from "../../engines/host.ts";
import type { Transaction } from "../../engines/keyvalue/keyvalue.ts";
import type { DurableTimer } from "../../kit/jobs.ts";
import { RowCache } from "../../kit/row-cache.ts";
import { tableExists, tableNotFound } from "./errors.ts";
import { TABLES_CACHED_MAX } from "./limits.ts";
import { ChangeSequence } from "./store/change-sequence.ts";
import { ItemTransaction } from "./store/item-transaction.ts";
import { tableRowKey, tables, transactionTokens } from "./store/tables.ts";
import type { Table, TableKey, TableRow } from "./table.ts";

/** What a change of a table leaves behind. */
export interface Changed {
  /** Undefined: the table is gone. */
  readonly row: TableRow | undefined;
  /** Scheduled when, and only when, the row is committed. */
  readonly timers?: readonly DurableTimer[];
}

const cacheKey = ({ account, region, name }: TableKey): string => `${account}/${region}/${name}`;

export class DynamoDbStore {
  readonly #host: ServiceHost;
  readonly #cache = new RowCache<Table>(TABLES_CACHED_MAX);
  readonly #sequence = new ChangeSequence();

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** For the files in store/ that read what no transaction needs. */
  get reads(): Pick<ServiceHost["keyvalue"], "get" | "scan"> {
    return this.#host.keyvalue;
  }

  get now(): number {
    return this.#host.clock.now();
  }

  find(key: TableKey): Promise<Table | undefined> {
    return this.#cache.find(cacheKey(key), async () => {
      const row = await tables.get(this.#host.keyvalue, tableRowKey(key));
      return row && { key, ...row };
    });
  }

  /** Errors: ResourceNotFoundException. */
  async get(key: TableKey): Promise<Table> {
    const table = await this.find(key);
    if (!table) throw tableNotFound(key.name);
    return table;
  }

  /** Tables of an account and region in the order of their names. */
  async *list(place: Omit<TableKey, "name">, after?: string): AsyncGenerator<Table> {
    const { account, region } = place;
    const prefix = [account, region] as const;
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of tables.scan(this.#host.keyvalue, range))
      yield { key: { account, region, name: String(key[2]) }, ...row };
  }

  async count(place: Omit<TableKey, "name">): Promise<number> {
    const names: string[] = [];
    for await (const { key } of this.list(place)) names.push(key.name);
    return names.length;
  }

  /** Errors: ResourceInUseException when the table exists. */
  async create(key: TableKey, changed: Changed): Promise<void> {
    await this.#change(key, async (transaction) => {
      if (await tables.get(transaction, tableRowKey(key))) throw tableExists(key.name);
      return changed;
    });
  }

  /** Errors: ResourceNotFoundException, and whatever `change` throws; then nothing is changed. */
  async change(key: TableKey, change: (row: TableRow) => Changed): Promise<void> {
    await this.#change(key, async (transaction) => {
      const row = await tables.get(transaction, tableRowKey(key));
      if (!row) throw tableNotFound(key.name);
      return change(row);
    });
  }

  /** Reads and writes of items that hold together. `body` may run several times. */
  async transact<Result>(body: (transaction: ItemTransaction) => Promise<Result>): Promise<Result> {
    const flight = this.#sequence.begin();
    try {
      return await this.#host.keyvalue.transact((transaction) =>
        body(
          new ItemTransaction(transaction, {
            flight,
            nowMs: this.now,
            schedule: (timer) => this.#host.jobs.schedule(timer, transaction),
          }),
        ),
      );
    } finally {
      flight.land();
    }
  }

  /** Everything that deletes or trims, in batches of their own. */
  sweep<Result>(body: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.#host.keyvalue.transact(body);
  }

  /** Every change with a lower sequence is there or never will be. */
  changesHorizon(): number {
    return this.#sequence.horizon();
  }

  async forgetToken(account: string, region: string, token: string): Promise<void> {
    await this.#host.keyvalue.transact((transaction) =>
      transactionTokens.delete(transaction, [account, region, token]),
    );
  }

  async #change(key: TableKey, body: (transaction: Transaction) => Promise<Changed>): Promise<void> {
    await this.#cache.changing(cacheKey(key), () =>
      this.#host.keyvalue.transact(async (transaction) => {
        const { row, timers = [] } = await body(transaction);
        if (row) tables.put(transaction, tableRowKey(key), row);
        else tables.delete(transaction, tableRowKey(key));
        for (const timer of timers) await this.#host.jobs.schedule(timer, transaction);
      }),
    );
  }
}
