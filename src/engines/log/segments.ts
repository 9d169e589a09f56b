// The embedded log engine: every shard is a folder of segment files; concurrent appends share one synced write.
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "../../kit/errors.ts";
import { Committer } from "./committer.ts";
import { FileHandles, SYNCED_FLAGS } from "../file-handles.ts";
import type { AppendResult, Log, LogRecord, ReadOptions, ShardBounds, StoredRecord } from "./log.ts";
import { Registry } from "./registry.ts";
import { IndexCache } from "./segment-index.ts";
import { Shard, type ShardResources } from "./shard.ts";
import { TailCache } from "./tail-cache.ts";

const OPEN_FILES_MAX = 512;
const INDEXES_MAX = 1_024;
const TAIL_CACHE_MAX_BYTES = 32 * 1024 * 1024;

/** Opens or creates the log in `folder`. Shards are opened when they are first used. Errors: EngineError `corrupt`. */
export async function openSegments(folder: string): Promise<Log> {
  const shardsFolder = join(folder, "shards");
  await mkdir(shardsFolder, { recursive: true });
  const registry = await Registry.open(folder);
  await removeStrays(shardsFolder, registry);
  return new SegmentLog(shardsFolder, registry);
}

/** Folders of shards whose deletion was cut short. */
async function removeStrays(shardsFolder: string, registry: Registry): Promise<void> {
  const known = new Set([...registry.numbers].map(String));
  for (const name of await readdir(shardsFolder)) {
    if (!known.has(name)) await rm(join(shardsFolder, name), { recursive: true });
  }
}

class SegmentLog implements Log {
  readonly #folder: string;
  readonly #registry: Registry;
  readonly #resources: ShardResources = {
    handles: new FileHandles("log", OPEN_FILES_MAX, SYNCED_FLAGS),
    indexes: new IndexCache(INDEXES_MAX),
    tails: new TailCache(TAIL_CACHE_MAX_BYTES),
  };
  readonly #committer = new Committer();
  readonly #shards = new Map<string, Promise<Shard>>();
  /** Creations that share one write. */
  #creating: string[] = [];
  #created: Promise<void> | undefined;
  #closed = false;

  constructor(folder: string, registry: Registry) {
    this.#folder = folder;
    this.#registry = registry;
  }

  async create(name: string): Promise<void> {
    this.#assertOpen();
    if (this.#registry.numberOf(name) !== undefined) return;
    this.#creating.push(name);
    this.#created ??= this.#committer.between(() => {
      const names = this.#creating;
      this.#creating = [];
      this.#created = undefined;
      return this.#registry.create(names);
    });
    await this.#created;
  }

  async append(name: string, records: readonly LogRecord[]): Promise<AppendResult> {
    const shard = await this.#shard(name);
    this.#assertOpen();
    return this.#committer.append(shard, records);
  }

  async read(name: string, options: ReadOptions): Promise<StoredRecord[]> {
    return (await this.#shard(name)).read(options);
  }

  async bounds(name: string): Promise<ShardBounds> {
    return (await this.#shard(name)).bounds;
  }

  async positionAt(name: string, timestampMs: number): Promise<number> {
    return (await this.#shard(name)).positionAt(timestampMs);
  }

  async trim(name: string, position: number): Promise<void> {
    const shard = await this.#shard(name);
    const segments = await this.#committer.between(() => shard.trim(position));
    for (const segment of segments) await segment.remove();
  }

  async waitFor(name: string, position: number, signal: AbortSignal): Promise<void> {
    const shard = await this.#shard(name);
    this.#assertOpen();
    if (shard.bounds.next <= position) await shard.waiters.wait(position, signal);
  }

  async delete(name: string): Promise<void> {
    this.#assertOpen();
    if (this.#registry.numberOf(name) === undefined) return;
    const shard = await this.#shard(name);
    await this.#committer.between(async () => {
      await this.#registry.delete([name]);
      this.#shards.delete(name);
      shard.end(new EngineError("log", "not-found", `The shard ${name} was deleted.`));
    });
    await shard.remove();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#committer.idle();
    for (const shard of this.#shards.values())
      (await shard).end(new EngineError("log", "closed", "The log is closed."));
    await this.#resources.handles.close();
    await this.#registry.close();
  }

  #shard(name: string): Promise<Shard> {
    if (this.#closed) return Promise.reject(new EngineError("log", "closed", "The log is closed."));
    const number = this.#registry.numberOf(name);
    if (number === undefined) return Promise.reject(new EngineError("log", "not-found", `There is no shard ${name}.`));
    const opened = this.#shards.get(name);
    if (opened) return opened;
    const opening = Shard.open(join(this.#folder, String(number)), this.#resources);
    this.#shards.set(name, opening);
    opening.catch(() => this.#shards.delete(name));
    return opening;
  }

  #assertOpen(): void {
    if (this.#closed) throw new EngineError("log", "closed", "The log is closed.");
  }
}
