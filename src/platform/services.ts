// Loads services when they are first asked for, checks that they are complete, and opens them on their host.
import type { ServiceHost } from "../engines/host.ts";
import type { OpenService, Services } from "../gateway/services.ts";
import { type AnyService, assertComplete, type Job } from "../kit/service.ts";
import type { UsageLine } from "../kit/usage.ts";
import { loadService } from "../wire/models.ts";

export type Loaders = Readonly<Record<string, () => Promise<{ readonly default: AnyService }>>>;

/** Services that count their use: opened for a look at the ledger, and the others are not. */
const METERED = ["s3"];

export class LoadedServices implements Services {
  readonly #loaders: Loaders;
  readonly #hostOf: (model: string) => Promise<ServiceHost>;
  readonly #open = new Map<string, OpenService>();
  readonly #opening = new Map<string, Promise<OpenService>>();

  constructor(loaders: Loaders, hostOf: (model: string) => Promise<ServiceHost>) {
    this.#loaders = loaders;
    this.#hostOf = hostOf;
  }

  /** `running` once a service was asked for, `available` before. */
  get states(): Readonly<Record<string, "available" | "running">> {
    const names = Object.keys(this.#loaders);
    return Object.fromEntries(names.map((name) => [name, this.#open.has(name) ? "running" : "available"]));
  }

  open(model: string): OpenService | Promise<OpenService> | undefined {
    const open = this.#open.get(model) ?? this.#opening.get(model);
    if (open) return open;
    if (!Object.hasOwn(this.#loaders, model)) return undefined;
    const opening = this.#load(model).finally(() => this.#opening.delete(model));
    this.#opening.set(model, opening);
    return opening;
  }

  async runJob(model: string, job: Job): Promise<void | { readonly againAtMs: number }> {
    const service = await this.open(model);
    if (!service) throw new Error(`a timer is due for ${model}, which is not served`);
    const handler = service.definition.jobs[job.kind];
    if (!handler) throw new Error(`${model} has no job of the kind ${job.kind}`);
    return handler(job, service.context as never);
  }

  /** Of every service that counts its use. */
  async usage(): Promise<readonly { readonly service: string; readonly usage: readonly UsageLine[] }[]> {
    const used: { service: string; usage: readonly UsageLine[] }[] = [];
    for (const service of METERED) {
      const { definition, context } = (await this.open(service)) ?? {};
      if (definition?.usage) used.push({ service, usage: await definition.usage(context as never) });
    }
    return used;
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#opening.values());
    for (const { definition, context } of this.#open.values()) await definition.close(context as never);
  }

  async #load(model: string): Promise<OpenService> {
    const { default: definition } = (await this.#loaders[model]?.()) ?? {};
    if (definition?.model !== model) throw new Error(`the module of ${model} defines ${definition?.model}`);
    const { operations } = loadService(model);
    assertComplete(definition, [...operations.keys()]);
    const context: unknown = await definition.open((await this.#hostOf(model)) as never);
    const service = { definition, context };
    this.#open.set(model, service);
    return service;
  }
}
