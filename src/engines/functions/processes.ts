// The functions seam over child processes: a bounded number of environments, started when needed and ended when idle for long.
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { everyReal, type Timer } from "../../kit/clock.ts";
import { EngineError } from "../../kit/errors.ts";
import { Environment } from "./environment.ts";
import type { FunctionSpec, Functions, Invocation, Outcome, Provisioned } from "./functions.ts";
import { type Interpreter, Interpreters } from "./interpreters.ts";
import { Provisioning } from "./provisioning.ts";
import { Reaper } from "./reaper.ts";

/** Processes at a time; an invocation beyond waits. */
const ENVIRONMENTS_MAX = 64;
/** Of them, those that have not run anything yet: more at a time would only make each start slower. */
const STARTING_MAX = Math.max(2, availableParallelism());
/** Invocations that wait for an environment. */
const WAITING_MAX = 10_000;
/** Of all environments, those that may be started ahead: some are left for the other functions. */
const PROVISIONED_SHARE = 0.75;
const IDLE_MAX_MS = 5 * 60_000;
const LOOK_INTERVAL_MS = 10_000;
/** How often an invocation is given to an environment whose process turns out to have ended. */
const TRIES_MAX = 5;

export interface ProcessesOptions {
  readonly temporaryFolder: string;
  /** Virtual epoch ms, which sessions expire by. */
  readonly now: () => number;
  /** Real ms. */
  readonly elapsed: () => number;
  readonly environmentsMax?: number;
  readonly idleMaxMs?: number;
}

interface Waiter {
  readonly spec: FunctionSpec;
  readonly interpreter: Interpreter;
  readonly take: (environment: Environment) => void;
  readonly fail: (error: unknown) => void;
}

export class Processes implements Functions {
  readonly #options: ProcessesOptions;
  readonly #environmentsMax: number;
  readonly #interpreters = new Interpreters();
  readonly #reaper = new Reaper();
  readonly #environments = new Set<Environment>();
  /** The last used one last, by key. */
  readonly #idle = new Map<string, Environment[]>();
  readonly #waiting = new Set<Waiter>();
  readonly #provisioning: Provisioning;
  #starting = 0;
  #looking: Timer | undefined;
  #closed = false;

  constructor(options: ProcessesOptions) {
    this.#options = options;
    this.#environmentsMax = options.environmentsMax ?? ENVIRONMENTS_MAX;
    this.#provisioning = new Provisioning({
      countMax: Math.floor(this.#environmentsMax * PROVISIONED_SHARE),
      atATime: STARTING_MAX,
      open: (spec) => this.#openAhead(spec),
      putBack: (environment) => this.#putBack(environment),
    });
  }

  async interpreterOf(runtime: string): Promise<string | undefined> {
    const found = await this.#interpreters.find(runtime);
    return found && (found.kind === "bootstrap" ? "bootstrap" : found.command);
  }

  async invoke(spec: FunctionSpec, invocation: Invocation): Promise<Outcome> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const environment = this.#idleOf(spec) ?? (await this.#acquire(spec));
      try {
        const outcome = await environment.invoke(invocation);
        if (outcome) return outcome;
      } finally {
        this.#release(environment);
      }
    }
    throw unavailable("The function's processes end before they take an invocation.");
  }

  async provision(spec: FunctionSpec, count: number, onChange: (state: Provisioned) => void): Promise<void> {
    if (this.#closed) throw closed();
    await this.#provisioning.keep(spec, count, onChange);
  }

  async #openAhead(spec: FunctionSpec): Promise<Environment> {
    const interpreter = await this.#interpreters.find(spec.runtime);
    if (!interpreter) throw notHere(spec);
    if (this.#closed) throw closed();
    if (this.#environments.size >= this.#environmentsMax) this.#evict();
    return this.#open(spec, interpreter);
  }

  retire(keyPrefix: string): void {
    this.#provisioning.forget(keyPrefix);
    for (const environment of this.#environments) {
      if (!environment.spec.key.startsWith(keyPrefix)) continue;
      environment.retired = true;
      if (!environment.busy) environment.end();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#looking?.cancel();
    for (const { fail } of this.#waiting) fail(closed());
    this.#waiting.clear();
    for (const environment of this.#environments) environment.end();
    this.#reaper.close();
  }

  #idleOf({ key }: FunctionSpec): Environment | undefined {
    const idle = this.#idle.get(key);
    for (let last = idle?.pop(); last; last = idle?.pop()) {
      if (last.ended || last.retired) continue;
      if (last.expiresMs > this.#options.now()) return last;
      last.end();
    }
    return undefined;
  }

  async #acquire(spec: FunctionSpec): Promise<Environment> {
    const interpreter = await this.#interpreters.find(spec.runtime);
    if (!interpreter) throw notHere(spec);
    if (this.#closed) throw closed();
    const idle = this.#idleOf(spec);
    if (idle) return idle;
    if (this.#waiting.size >= WAITING_MAX) throw unavailable("Too many invocations wait for an environment.");
    return new Promise((take, fail) => {
      this.#waiting.add({ spec, interpreter, take, fail });
      this.#serve();
    });
  }

  /** Gives those that wait, in their order, an idle environment or a new one. */
  #serve(): void {
    for (const waiter of this.#waiting) {
      const environment = this.#idleOf(waiter.spec) ?? this.#start(waiter);
      if (!environment) continue;
      this.#waiting.delete(waiter);
      waiter.take(environment);
    }
  }

  #start({ spec, interpreter }: Waiter): Environment | undefined {
    if (this.#closed || this.#starting >= STARTING_MAX) return undefined;
    if (this.#environments.size >= this.#environmentsMax && !this.#evict()) return undefined;
    return this.#open(spec, interpreter);
  }

  #open(spec: FunctionSpec, interpreter: Interpreter): Environment {
    this.#looking ??= everyReal(LOOK_INTERVAL_MS, () => this.#endIdle());
    this.#starting += 1;
    const environment = new Environment(spec, {
      interpreter,
      reaper: this.#reaper,
      temporaryFolder: join(this.#options.temporaryFolder, "functions"),
      elapsed: this.#options.elapsed,
      onStarted: () => {
        this.#starting -= 1;
        if (this.#waiting.size > 0) this.#serve();
      },
      onEnd: (ended) => {
        this.#environments.delete(ended);
        if (!this.#closed) this.#provisioning.ended(ended);
      },
    });
    this.#environments.add(environment);
    return environment;
  }

  /** Ends the environment that has been idle the longest. */
  #evict(): boolean {
    let oldest: Environment | undefined;
    for (const idle of this.#idle.values())
      for (const environment of idle)
        if (
          !environment.ended &&
          !this.#provisioning.keeps(environment) &&
          (!oldest || environment.idleSinceMs < oldest.idleSinceMs)
        )
          oldest = environment;
    oldest?.end();
    return oldest !== undefined;
  }

  #release(environment: Environment): void {
    if (environment.retired && !environment.ended) environment.end();
    if (!environment.ended) this.#putBack(environment);
    if (this.#waiting.size > 0) this.#serve();
  }

  #putBack(environment: Environment): void {
    const { key } = environment.spec;
    const idle = this.#idle.get(key);
    if (idle) idle.push(environment);
    else this.#idle.set(key, [environment]);
  }

  #endIdle(): void {
    const { elapsed, idleMaxMs = IDLE_MAX_MS } = this.#options;
    for (const [key, idle] of this.#idle) {
      for (const environment of idle)
        if (elapsed() - environment.idleSinceMs > idleMaxMs && !this.#provisioning.keeps(environment))
          environment.end();
      const left = idle.filter(({ ended }) => !ended);
      if (left.length > 0) this.#idle.set(key, left);
      else this.#idle.delete(key);
    }
  }
}

const closed = (): EngineError => new EngineError("functions", "closed", "The platform is closing.");
const notHere = ({ runtime }: FunctionSpec): EngineError =>
  new EngineError("functions", "invalid", `This machine has nothing that runs ${runtime}.`);
const unavailable = (why: string): EngineError => new EngineError("functions", "unavailable", why);
