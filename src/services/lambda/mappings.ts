// The pollers of this process, one for each enabled event source mapping.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { LambdaContext } from "./context.ts";
import { SETTLING_MS } from "./limits.ts";
import type { Mapping, MappingKey } from "./mapping.ts";
import type { Poller } from "./polled-source.ts";
import { QueuePoller } from "./queue-poller.ts";
import { sourceKind } from "./source-kind.ts";
import { StreamPoller } from "./stream-poller.ts";

export class Mappings {
  readonly #context: LambdaContext;
  readonly #pollers = new Map<string, Poller>();

  constructor(context: LambdaContext) {
    this.#context = context;
    context.host.closing.addEventListener("abort", () => void this.close(), { once: true });
  }

  /** Idempotent. */
  start(mapping: Mapping): void {
    const { uuid } = mapping.key;
    if (this.#context.host.closing.aborted || this.#pollers.has(uuid)) return;
    const isQueue = sourceKind(mapping.sourceArn) === "sqs";
    const poller = isQueue ? new QueuePoller(this.#context, mapping) : new StreamPoller(this.#context, mapping);
    this.#pollers.set(uuid, poller);
  }

  async stop({ uuid }: MappingKey): Promise<void> {
    const poller = this.#pollers.get(uuid);
    this.#pollers.delete(uuid);
    await poller?.stop();
  }

  /** Whether there is any mapping. */
  async resume(): Promise<boolean> {
    let found = false;
    for await (const mapping of this.#context.store.mappings.list()) {
      found = true;
      if (mapping.state === "Enabled") this.start(mapping);
    }
    return found;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pollers.values()].map((poller) => poller.stop()));
  }
}

/** After a creation, an update or a deletion. */
export function mappingSettling(key: MappingKey, nowMs: number): DurableTimer {
  return { kind: "settle-mapping", key: key.uuid, dueMs: nowMs + SETTLING_MS, payload: key };
}

/** What follows a state that does not last. Everything that runs by the former settings has ended before. */
export async function settleMapping(context: LambdaContext, key: MappingKey): Promise<void> {
  const { store, mappings } = context;
  const mapping = await store.mappings.find(key);
  if (!mapping) return;
  await mappings.stop(key);
  if (mapping.state === "Deleting") return store.mappings.remove(mapping);
  const isOff = mapping.state === "Disabling" || mapping.state === "Disabled";
  const settled = await store.mappings.change(key, (row) => ({
    ...row,
    state: row.state === "Deleting" ? row.state : isOff ? "Disabled" : "Enabled",
  }));
  if (settled?.state === "Enabled") mappings.start(settled);
}
