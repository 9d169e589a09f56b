// Rows of one kind that belong to an account, or to an owner in it.
import type { Key, Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { Table } from "../../../engines/keyvalue/table.ts";

/** `key`: account first, then what tells the rows apart. */
export class Collection<Row extends object> {
  readonly #rows: Table<Row>;

  constructor(rows: Table<Row>) {
    this.#rows = rows;
  }

  find(reads: Reads, ...key: Key): Promise<Row | undefined> {
    return this.#rows.get(reads, key);
  }

  put(transaction: Transaction, key: Key, row: Row): void {
    this.#rows.put(transaction, key, row);
  }

  delete(transaction: Transaction, ...key: Key): void {
    this.#rows.delete(transaction, key);
  }

  /** Those under a prefix in the order of their keys; `after`: the last part of a key. */
  async *list(reads: Reads, prefix: Key, after?: string): AsyncGenerator<Row> {
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { row } of this.#rows.scan(reads, range)) yield row;
  }

  async count(reads: Reads, ...prefix: Key): Promise<number> {
    let count = 0;
    for await (const _ of this.#rows.scan(reads, { prefix })) count++;
    return count;
  }
}
