// Group commit: appends that arrive while one commit is under way make up the next one and share its synced write.
import { EngineError } from "../../kit/errors.ts";
import { engineErrorOf } from "../system-error.ts";
import type { AppendResult, LogRecord } from "./log.ts";
import type { Shard, Staged } from "./shard.ts";

/** More wait for the next commit, so that the files open at once stay few. */
const SHARDS_A_COMMIT_MAX = 128;

interface Pending {
  readonly records: readonly LogRecord[];
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: unknown) => void;
}

export class Committer {
  readonly #appends = new Map<Shard, Pending[]>();
  #tasks: (() => Promise<void>)[] = [];
  #running = false;
  #rounds = Promise.resolve();

  append(shard: Shard, records: readonly LogRecord[]): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      const pending = this.#appends.get(shard);
      if (pending) pending.push({ records, resolve, reject });
      else this.#appends.set(shard, [{ records, resolve, reject }]);
      this.#start();
    });
  }

  /** Runs `task` while no commit is under way. */
  between<Result>(task: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#tasks.push(() => task().then(resolve, (error: unknown) => reject(engineErrorOf("log", error))));
      this.#start();
    });
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    await this.#rounds;
  }

  #start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#rounds = this.#run();
  }

  async #run(): Promise<void> {
    // What is asked for in the same turn shares the first commit.
    await Promise.resolve();
    while (this.#appends.size > 0 || this.#tasks.length > 0) {
      const tasks = this.#tasks;
      this.#tasks = [];
      for (const task of tasks) await task();
      await Promise.all(Array.from(this.#take(), ([shard, pending]) => commit(shard, pending)));
    }
    this.#running = false;
  }

  *#take(): Iterable<readonly [Shard, Pending[]]> {
    let count = 0;
    for (const [shard, pending] of this.#appends) {
      if (count++ >= SHARDS_A_COMMIT_MAX) return;
      this.#appends.delete(shard);
      yield [shard, pending];
    }
  }
}

async function commit(shard: Shard, pending: readonly Pending[]): Promise<void> {
  const refuse = (error: unknown): void => {
    for (const { reject } of pending) reject(engineErrorOf("log", error));
  };
  let staged: Staged;
  try {
    staged = await shard.stage(pending.map(({ records }) => records));
  } catch (error) {
    return refuse(error);
  }
  try {
    if (staged.bytes.length > 0) await staged.segment.write(staged.bytes);
  } catch (error) {
    const reason = engineErrorOf("log", error);
    // A full disk took nothing that the next write does not replace.
    if (!(reason instanceof EngineError)) shard.break(error);
    return refuse(reason);
  }
  shard.commit(staged);
  for (const [at, { resolve }] of pending.entries()) resolve(staged.results[at] as AppendResult);
}
