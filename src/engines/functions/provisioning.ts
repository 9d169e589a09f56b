// Environments that are started ahead of invocations: how many of each spec, and others in the place of those that end.
import { EngineError } from "../../kit/errors.ts";
import type { Environment } from "./environment.ts";
import type { FunctionSpec, Provisioned } from "./functions.ts";

export interface ProvisioningTools {
  /** Of all specs together. */
  readonly countMax: number;
  /** Started at a time. */
  readonly atATime: number;
  readonly open: (spec: FunctionSpec) => Promise<Environment>;
  /** It is idle, for whoever invokes next. */
  readonly putBack: (environment: Environment) => void;
}

interface Kept {
  readonly spec: FunctionSpec;
  readonly count: number;
  readonly onChange: (state: Provisioned) => void;
  readonly environments: Set<Environment>;
  starting: number;
  isFailed: boolean;
}

export class Provisioning {
  readonly #tools: ProvisioningTools;
  readonly #kept = new Map<string, Kept>();

  constructor(tools: ProvisioningTools) {
    this.#tools = tools;
  }

  /** Whether it stays when it is idle for long, or room is needed. */
  keeps(environment: Environment): boolean {
    return this.#kept.get(environment.spec.key)?.environments.has(environment) === true;
  }

  /** Resolves when that many are ready, or one could not be started. Errors: EngineError. */
  async keep(spec: FunctionSpec, count: number, onChange: (state: Provisioned) => void): Promise<void> {
    const before = this.#kept.get(spec.key);
    if (count === 0) return this.forget(spec.key);
    const others = [...this.#kept.values()].reduce((sum, kept) => sum + (kept === before ? 0 : kept.count), 0);
    if (others + count > this.#tools.countMax)
      throw new EngineError(
        "functions",
        "unavailable",
        `At most ${this.#tools.countMax} environments are started ahead on this machine.`,
      );
    const environments = before?.environments ?? new Set<Environment>();
    const kept: Kept = { spec, count, onChange, environments, starting: 0, isFailed: false };
    this.#kept.set(spec.key, kept);
    await this.#fill(kept);
  }

  /** Those of a key that starts so are like all others from now on. */
  forget(keyPrefix: string): void {
    for (const key of this.#kept.keys()) if (key.startsWith(keyPrefix)) this.#kept.delete(key);
  }

  /** Another one takes its place. */
  ended(environment: Environment): void {
    const kept = this.#kept.get(environment.spec.key);
    if (!kept?.environments.delete(environment) || kept.isFailed) return;
    this.#tell(kept);
    this.#fill(kept).catch(() => this.#fail(kept));
  }

  async #fill(kept: Kept): Promise<void> {
    while (this.#isCurrent(kept) && !kept.isFailed && this.#missing(kept) > 0) {
      const round = Math.min(this.#tools.atATime, this.#missing(kept));
      kept.starting += round;
      try {
        await Promise.all(Array.from({ length: round }, () => this.#startOne(kept)));
      } finally {
        kept.starting -= round;
      }
    }
  }

  async #startOne(kept: Kept): Promise<void> {
    const environment = await this.#tools.open(kept.spec);
    if (!(await environment.start())) return this.#fail(kept);
    if (this.#isCurrent(kept)) kept.environments.add(environment);
    this.#tools.putBack(environment);
    this.#tell(kept);
  }

  #fail(kept: Kept): void {
    kept.isFailed = true;
    this.#tell(kept);
  }

  #tell(kept: Kept): void {
    if (this.#isCurrent(kept)) kept.onChange({ ready: kept.environments.size, isFailed: kept.isFailed });
  }

  #missing = ({ count, environments, starting }: Kept): number => count - environments.size - starting;

  #isCurrent = (kept: Kept): boolean => this.#kept.get(kept.spec.key) === kept;
}
