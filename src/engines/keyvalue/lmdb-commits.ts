// Commits to LMDB: attempts that wait at the same time are verified and written in one LMDB transaction, one after the other.
import { statfs } from "node:fs/promises";
import type { Database } from "lmdb";
import { EngineError } from "../../kit/errors.ts";
import { engineErrorOf } from "../system-error.ts";
import type { Attempt } from "./transaction.ts";

/** LMDB answers a write that was cut short with EIO; with less space than this it was for want of space. */
const SPACE_MIN_BYTES = 16 * 1024 * 1024;
const EIO = 5;

interface Waiting {
  readonly attempt: Attempt;
  /** What had changed, once it is known; then nothing of the attempt was written. */
  changed: string | undefined;
}

export class LmdbCommits {
  readonly #database: Database<Buffer, Buffer>;
  readonly #folder: string;
  #waiting: Waiting[] = [];
  #next: Promise<void> | undefined;

  constructor(database: Database<Buffer, Buffer>, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  /** Resolves when the attempt's writes are on disk, or with the name of what it had read that changed. */
  async commit(attempt: Attempt): Promise<string | undefined> {
    const waiting: Waiting = { attempt, changed: undefined };
    this.#waiting.push(waiting);
    const next = (this.#next ??= this.#database.transaction(() => this.#write()));
    try {
      await next;
    } catch (error) {
      if (this.#next === next) this.#take();
      throw await this.#errorOf(error);
    }
    return waiting.changed;
  }

  /** Verifies, then writes, attempt by attempt: LMDB does not roll back when this throws. */
  #write(): void {
    for (const waiting of this.#take()) {
      waiting.changed = waiting.attempt.firstChange();
      if (waiting.changed !== undefined) continue;
      for (const { key, value } of waiting.attempt.writes) {
        if (value) void this.#database.put(key, value);
        else void this.#database.remove(key);
      }
    }
  }

  #take(): readonly Waiting[] {
    const taken = this.#waiting;
    this.#waiting = [];
    this.#next = undefined;
    return taken;
  }

  async #errorOf(failure: unknown): Promise<unknown> {
    const reason = await reasonOf(failure);
    const isCutShort = reason instanceof Error && "code" in reason && reason.code === EIO;
    if (isCutShort && (await this.#spaceBytes()) < SPACE_MIN_BYTES)
      return new EngineError("keyvalue", "disk-full", "The disk is full.", { cause: reason });
    return engineErrorOf("keyvalue", reason);
  }

  async #spaceBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#folder);
    return bavail * bsize;
  }
}

/** lmdb gives the reason of a failed commit as a promise on the error. */
async function reasonOf(failure: unknown): Promise<unknown> {
  if (!(failure instanceof Error) || !("commitError" in failure)) return failure;
  try {
    await failure.commitError;
    return failure;
  } catch (reason) {
    return reason;
  }
}
