// What Lambda keeps of code signing configurations: a row each.
import type { ServiceHost } from "../../../engines/host.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { SigningConfig, SigningKey, SigningRow } from "../code-signing.ts";
import type { Place } from "../locate.ts";

const configs = table<SigningRow>({ name: "lambda.code-signing-configs", version: 1, upgrades: {} });

const keyOf = ({ account, region, id }: SigningKey) => [account, region, id] as const;

export class SigningStore {
  readonly #host: ServiceHost;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  async find(key: SigningKey): Promise<SigningConfig | undefined> {
    const row = await configs.get(this.#host.keyvalue, keyOf(key));
    return row && { key, ...row };
  }

  async put({ key, ...row }: SigningConfig): Promise<void> {
    await this.#host.keyvalue.transact((transaction) => configs.put(transaction, keyOf(key), row));
  }

  /** Undefined when it is not there. */
  change(key: SigningKey, change: (row: SigningRow) => SigningRow): Promise<SigningConfig | undefined> {
    return this.#host.keyvalue.transact(async (transaction) => {
      const known = await configs.get(transaction, keyOf(key));
      if (!known) return undefined;
      const row = change(known);
      configs.put(transaction, keyOf(key), row);
      return { key, ...row };
    });
  }

  async remove(key: SigningKey): Promise<void> {
    await this.#host.keyvalue.transact((transaction) => configs.delete(transaction, keyOf(key)));
  }

  /** Of an account and region by id. */
  async *list({ account, region }: Place, after?: string): AsyncGenerator<SigningConfig> {
    const prefix = [account, region];
    const range = { prefix, ...(after !== undefined && { after: [...prefix, after] }) };
    for await (const { key, row } of configs.scan(this.#host.keyvalue, range))
      yield { key: { account, region, id: String(key[2]) }, ...row };
  }
}
