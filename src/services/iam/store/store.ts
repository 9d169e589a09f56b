// IAM's reads and writes: every write is one transaction, after which what was worked out of IAM is stale.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { Sealing } from "../../../kit/sealing.ts";

export class IamStore {
  readonly sealing: Sealing;
  readonly #host: ServiceHost;
  #revision = 1;

  constructor(host: ServiceHost) {
    this.#host = host;
    this.sealing = host.sealing;
  }

  /** Rises with every write. */
  get revision(): number {
    return this.#revision;
  }

  get reads(): Reads {
    return this.#host.keyvalue;
  }

  /** Resolves when it is on disk. `body` may run again, and a throw in it changes nothing. */
  async write<Result>(body: (transaction: Transaction) => Promise<Result> | Result): Promise<Result> {
    const result = await this.#host.keyvalue.transact(body);
    this.#revision++;
    return result;
  }
}
