// The pumps of this process, one a delivery stream.
import type { ServiceHost } from "../../engines/host.ts";
import { ErrorLog } from "./error-log.ts";
import type { FirehoseMetrics } from "./metrics.ts";
import { Pump } from "./pump.ts";
import type { FirehoseStore } from "./store.ts";
import type { Stream } from "./stream.ts";
import type { Tools } from "./tools.ts";

export class Pumps {
  readonly #host: ServiceHost;
  readonly #store: FirehoseStore;
  readonly #metrics: FirehoseMetrics;
  readonly #errors: ErrorLog;
  readonly #pumps = new Map<string, Pump>();

  constructor(host: ServiceHost, store: FirehoseStore, metrics: FirehoseMetrics) {
    this.#host = host;
    this.#store = store;
    this.#metrics = metrics;
    this.#errors = new ErrorLog(host);
    host.closing.addEventListener("abort", () => void this.close(), { once: true });
  }

  /** Idempotent. */
  start(stream: Stream): void {
    if (this.#host.closing.aborted || stream.deleting || this.#pumps.has(stream.id)) return;
    this.#pumps.set(stream.id, new Pump(this.#toolsOf(stream), this.#store, stream));
  }

  /** Starts the pumps of all streams; false when there is no stream at all. */
  async resume(): Promise<boolean> {
    let found = false;
    for await (const stream of this.#store.all()) {
      found = true;
      this.start(stream);
    }
    return found;
  }

  #toolsOf({ key }: Stream): Tools {
    return { host: this.#host, metrics: this.#metrics.of(key), errors: this.#errors };
  }

  wake({ id }: Stream): void {
    this.#pumps.get(id)?.wake();
  }

  async stop({ id }: Stream): Promise<void> {
    await this.#pumps.get(id)?.stop();
    this.#pumps.delete(id);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pumps.values()].map((pump) => pump.stop()));
  }
}
