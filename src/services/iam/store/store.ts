// IAM's reads and writes: every write is one transaction, after which what was worked out of IAM is stale.
import type { ServiceHost } from "../../../engines/host.ts";
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { EngineError } from "../../../kit/errors.ts";
import type { Sealing } from "../../../kit/sealing.ts";
import { concurrentModification } from "../errors.ts";
import { findAccount, putAccount } from "./accounts.ts";

const SECOND_MS = 1_000;
/** No account is from then. */
const UNKNOWN = -1;

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

  /**
   * Resolves when it is on disk. `body` may run again, and a throw in it changes nothing.
   * Errors: ConcurrentModification when others keep changing what it reads.
   */
  async write<Result>(body: (transaction: Transaction) => Promise<Result> | Result): Promise<Result> {
    try {
      return await this.#host.keyvalue.transact(body);
    } catch (error) {
      throw error instanceof EngineError && error.kind === "conflict" ? concurrentModification() : error;
    } finally {
      this.#revision++;
    }
  }

  /** Since when there is the account here: since it was first asked. */
  async accountSinceMs(account: string): Promise<number> {
    const nowMs = Math.floor(this.#host.clock.now() / SECOND_MS) * SECOND_MS;
    const known = await findAccount(this.reads, account, UNKNOWN);
    if (known.createdMs !== UNKNOWN) return known.createdMs;
    return this.#host.keyvalue.transact(async (transaction) => {
      const row = await findAccount(transaction, account, nowMs);
      putAccount(transaction, account, row);
      return row.createdMs;
    });
  }
}
