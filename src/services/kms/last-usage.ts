// When each key was last used: noted in memory, written a moment later for all keys together. A crash loses that moment.
import type { KeyLastUsageTrackingOperation } from "@aws-sdk/client-kms";
import type { Logger } from "pino";
import type { ServiceHost } from "../../engines/host.ts";
import { afterReal, type Clock, type Timer } from "../../kit/clock.ts";
import type { Key, KeyName } from "./key.ts";
import { USAGE_FLUSH_MS, USAGES_WAITING_MAX } from "./limits.ts";
import type { KmsStore } from "./store.ts";

export interface Usage {
  readonly operation: KeyLastUsageTrackingOperation;
  readonly atMs: number;
  readonly requestId: string;
}

interface Noted {
  readonly name: KeyName;
  readonly usage: Usage;
}

export class LastUsage {
  readonly #store: KmsStore;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #waiting = new Map<string, Noted>();
  #timer: Timer | undefined;

  constructor(store: KmsStore, { clock, logger }: Pick<ServiceHost, "clock" | "logger">) {
    this.#store = store;
    this.#clock = clock;
    this.#logger = logger;
  }

  note({ name, arn }: Key, operation: KeyLastUsageTrackingOperation, requestId: string): void {
    if (this.#waiting.size >= USAGES_WAITING_MAX && !this.#waiting.has(arn)) return;
    this.#waiting.set(arn, { name, usage: { operation, atMs: this.#clock.now(), requestId } });
    this.#timer ??= afterReal(USAGE_FLUSH_MS, () => {
      this.flush().catch((error: unknown) => this.#logger.warn({ err: error }, "last uses of keys are not written"));
    });
  }

  async find(key: Key): Promise<Usage | undefined> {
    return this.#waiting.get(key.arn)?.usage ?? this.#store.findUsage(key.name);
  }

  async flush(): Promise<void> {
    this.#timer?.cancel();
    this.#timer = undefined;
    const noted = [...this.#waiting.values()];
    this.#waiting = new Map();
    if (noted.length === 0) return;
    await this.#store.transact(async (transaction) => {
      for (const { name, usage } of noted) await transaction.putUsage(name, usage);
    });
  }
}
