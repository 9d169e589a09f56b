// What Lambda keeps of function URLs beside the functions: which function an address leads to.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { UrlAddress } from "../../../kit/function-url.ts";
import { RowCache } from "../../../kit/row-cache.ts";
import type { FunctionKey } from "../function.ts";
import { FUNCTIONS_CACHED_MAX } from "../limits.ts";

export interface UrlTarget {
  readonly key: FunctionKey;
  readonly qualifier: string | undefined;
}

const urls = table<UrlTarget>({ name: "lambda.urls", version: 1, upgrades: {} });

export class UrlStore {
  readonly #host: ServiceHost;
  /** Addresses are not used twice: what is known of one stays true, or the function has it no more. */
  readonly #cache = new RowCache<UrlTarget>(FUNCTIONS_CACHED_MAX);

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  find({ region, id }: UrlAddress): Promise<UrlTarget | undefined> {
    return this.#cache.find(`${region}/${id}`, () => urls.get(this.#host.keyvalue, [region, id]));
  }

  add(transaction: Transaction, id: string, target: UrlTarget): void {
    urls.put(transaction, [target.key.region, id], target);
  }

  remove(transaction: Transaction, { region, id }: UrlAddress): void {
    urls.delete(transaction, [region, id]);
  }
}
