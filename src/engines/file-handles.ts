// A bounded cache of open files: the least recently used one that nobody uses is closed first.
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { EngineError } from "../kit/errors.ts";

/** Whether a write is durable when it resolves. Elsewhere O_DSYNC is missing, or does less than Node's datasync. */
export const WRITES_ARE_SYNCED = process.platform === "linux";
export const SYNCED_FLAGS = WRITES_ARE_SYNCED ? constants.O_RDWR | constants.O_DSYNC : constants.O_RDWR;

interface Cached {
  readonly handle: Promise<FileHandle>;
  users: number;
  forgotten: boolean;
}

export class FileHandles {
  readonly #engine: string;
  readonly #max: number;
  readonly #flags: number;
  /** By path; the least recently used first. */
  readonly #cached = new Map<string, Cached>();
  #closed = false;

  /** `engine` is who errors speak of. */
  constructor(engine: string, max: number, flags: number) {
    this.#engine = engine;
    this.#max = max;
    this.#flags = flags;
  }

  /** Runs `use` with the file open. Errors: whatever opening the file fails with. */
  async with<Result>(path: string, use: (handle: FileHandle) => Promise<Result>): Promise<Result> {
    if (this.#closed) throw new EngineError(this.#engine, "closed", `The ${this.#engine} engine is closed.`);
    const cached = this.#cached.get(path) ?? { handle: open(path, this.#flags), users: 0, forgotten: false };
    this.#cached.delete(path);
    this.#cached.set(path, cached);
    cached.users++;
    try {
      const handle = await cached.handle.catch((error: unknown) => {
        if (this.#cached.get(path) === cached) this.#cached.delete(path);
        throw error;
      });
      return await use(handle);
    } finally {
      cached.users--;
      if (cached.forgotten && cached.users === 0) await close(cached);
      await this.#shrink();
    }
  }

  /** Closes the file as soon as nobody uses it; for files about to be removed. */
  async forget(path: string): Promise<void> {
    const cached = this.#cached.get(path);
    if (!cached) return;
    this.#cached.delete(path);
    cached.forgotten = true;
    if (cached.users === 0) await close(cached);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#cached.keys()].map((path) => this.forget(path)));
  }

  async #shrink(): Promise<void> {
    if (this.#cached.size <= this.#max) return;
    for (const [path, { users }] of this.#cached) {
      if (this.#cached.size <= this.#max) return;
      if (users === 0) await this.forget(path);
    }
  }
}

async function close({ handle }: Cached): Promise<void> {
  const opened = await handle.catch(() => undefined);
  await opened?.close();
}
