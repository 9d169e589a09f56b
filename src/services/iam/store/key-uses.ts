// When access keys and roles were used last: noted in memory, written soon after.
import type { ServiceHost } from "../../../engines/host.ts";
import { type Timer, afterReal } from "../../../kit/clock.ts";
import { USES_FLUSH_MS, USES_WAITING_MAX } from "../limits.ts";
import type { UseRow } from "./rows.ts";
import { uses } from "./tables.ts";

/** Uses may be lost at a crash, those of the last second: AWS gives them with a delay, too. */
export class KeyUses {
  readonly #host: ServiceHost;
  #waiting = new Map<string, UseRow>();
  #timer: Timer | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** `id`: access key id, or unique id of a role. Never waits and never fails. */
  note(account: string, id: string, service: string, region: string): void {
    const use = { atMs: this.#host.clock.now(), service, region };
    this.#waiting.set(`${account}/${id}`, use);
    this.#waiting.set(`${account}/${id}/${service}`, use);
    if (this.#waiting.size >= USES_WAITING_MAX) void this.flush();
    else this.#timer ??= afterReal(USES_FLUSH_MS, () => void this.flush());
  }

  async find(account: string, id: string): Promise<UseRow | undefined> {
    return this.#waiting.get(`${account}/${id}`) ?? (await uses.get(this.#host.keyvalue, [account, id]));
  }

  /** The last use of each service. */
  async byService(account: string, id: string): Promise<UseRow[]> {
    const found = new Map<string, UseRow>();
    for await (const { key, row } of uses.scan(this.#host.keyvalue, { prefix: [account, id] }))
      if (key.length > 2) found.set(row.service, row);
    const prefix = `${account}/${id}/`;
    for (const [key, row] of this.#waiting) if (key.startsWith(prefix)) found.set(row.service, row);
    return [...found.values()];
  }

  /** Writes what waits. Never fails: what cannot be written now is logged and lost. */
  flush(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const batch = this.#waiting;
    this.#writing = this.#writing.then(() => this.#write(batch));
    return this.#writing;
  }

  async #write(batch: Map<string, UseRow>): Promise<void> {
    if (batch.size === 0) return;
    try {
      await this.#host.keyvalue.transact((transaction) => {
        for (const [key, row] of batch) uses.put(transaction, key.split("/"), row);
      });
    } catch (error) {
      this.#host.logger.warn({ err: error }, "last uses of access keys could not be written");
    }
    // Until now they were found in memory; later uses of the same keys stay there.
    for (const [key, row] of batch) if (this.#waiting.get(key) === row) this.#waiting.delete(key);
  }
}
