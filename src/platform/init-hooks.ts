// Init hooks: executables in FOLDER/{boot,start,ready,shutdown}.d, run in the order of their names at that stage.
import { spawn } from "node:child_process";
import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Logger } from "pino";

export const STAGES = ["boot", "start", "ready", "shutdown"] as const;
export type HookStage = (typeof STAGES)[number];

/** As `/_localstack/init` shows it. */
export interface HookRun {
  readonly stage: string;
  readonly name: string;
  state: "UNKNOWN" | "RUNNING" | "SUCCESSFUL" | "ERROR";
}

export class InitHooks {
  readonly #folder: string | undefined;
  readonly #environment: () => Readonly<Record<string, string>>;
  readonly #logger: Logger;
  readonly #completed = new Set<HookStage>();
  readonly #runs: HookRun[] = [];
  #running: ReturnType<typeof spawn> | undefined;

  constructor(folder: string | undefined, environment: () => Readonly<Record<string, string>>, logger: Logger) {
    this.#folder = folder;
    this.#environment = environment;
    this.#logger = logger;
    for (const stage of STAGES) {
      for (const name of this.#names(stage)) this.#runs.push({ stage: stage.toUpperCase(), name, state: "UNKNOWN" });
    }
  }

  /** Runs the stage's hooks one after the other. One that fails is logged, and the next one runs. */
  async run(stage: HookStage): Promise<void> {
    for (const run of this.#runs.filter((each) => each.stage === stage.toUpperCase())) {
      run.state = "RUNNING";
      const problem = await this.#execute(join(this.#folder ?? "", `${stage}.d`, run.name));
      run.state = problem === undefined ? "SUCCESSFUL" : "ERROR";
      if (problem !== undefined) this.#logger.error(`init hook ${stage}.d/${run.name} ${problem}`);
    }
    this.#completed.add(stage);
  }

  get report(): unknown {
    const completed = STAGES.map((stage) => [stage.toUpperCase(), this.#completed.has(stage)] as const);
    return { completed: Object.fromEntries(completed), scripts: this.#runs };
  }

  /** As `/_localstack/init/<stage>` shows it. */
  reportOf(stage: HookStage): unknown {
    const name = stage.toUpperCase();
    return { completed: this.#completed.has(stage), scripts: this.#runs.filter((run) => run.stage === name) };
  }

  /** Ends a hook that is running when the platform closes. */
  stop(): void {
    this.#running?.kill("SIGTERM");
  }

  #names(stage: HookStage): readonly string[] {
    if (this.#folder === undefined) return [];
    const folder = join(this.#folder, `${stage}.d`);
    try {
      return readdirSync(folder)
        .filter((name) => !name.startsWith(".") && statSync(join(folder, name)).isFile())
        .sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }

  /** Undefined when the hook ended well. */
  #execute(file: string): Promise<string | undefined> {
    try {
      accessSync(file, constants.X_OK);
    } catch {
      return Promise.resolve("is not executable: chmod +x makes it so");
    }
    return new Promise((resolve) => {
      const child = spawn(file, { env: { ...process.env, ...this.#environment() }, stdio: ["ignore", "pipe", "pipe"] });
      this.#running = child;
      for (const stream of [child.stdout, child.stderr])
        createInterface({ input: stream }).on("line", (line) => this.#logger.info(line));
      child.once("error", (error) => resolve(`could not be started: ${error.message}`));
      child.once("close", (code, signal) => {
        this.#running = undefined;
        resolve(code === 0 ? undefined : `ended with ${signal ?? `exit code ${code}`}`);
      });
    });
  }
}
