// Folders of blobs by age: new blobs go into the newest, so that those put at the same time share one sync of it.
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder } from "../sync-folder.ts";

const BLOBS_A_FOLDER_MAX = 4_096;
const NAME_DIGITS = 6;

const nameOf = (number: number): string => number.toString(16).padStart(NAME_DIGITS, "0");

export class Generations {
  readonly #folder: string;
  #current: Promise<Generation>;

  private constructor(folder: string, current: Generation) {
    this.#folder = folder;
    this.#current = Promise.resolve(current);
  }

  static async open(folder: string): Promise<Generations> {
    await mkdir(folder, { recursive: true });
    const newest = Math.max(0, ...(await readdir(folder)).map((name) => Number.parseInt(name, 16)));
    return new Generations(folder, await Generation.open(folder, newest));
  }

  /** Where the next blob goes; counts it. */
  async current(): Promise<Generation> {
    for (;;) {
      const opening = this.#current;
      const current = await opening;
      if (current.blobs < BLOBS_A_FOLDER_MAX) {
        current.blobs++;
        return current;
      }
      if (this.#current === opening) this.#current = this.#after(current);
    }
  }

  path(generation: string, file: string): string {
    return join(this.#folder, generation, file);
  }

  async *all(): AsyncIterable<{ readonly name: string; readonly folder: string }> {
    for (const name of await readdir(this.#folder)) yield { name, folder: join(this.#folder, name) };
  }

  async #after(full: Generation): Promise<Generation> {
    try {
      return await Generation.open(this.#folder, full.number + 1);
    } catch (error) {
      this.#current = Promise.resolve(full);
      throw error;
    }
  }
}

export class Generation {
  readonly number: number;
  readonly name: string;
  readonly folder: string;
  blobs: number;
  #syncing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  private constructor(number: number, folder: string, blobs: number) {
    this.number = number;
    this.name = nameOf(number);
    this.folder = folder;
    this.blobs = blobs;
  }

  static async open(parent: string, number: number): Promise<Generation> {
    const folder = join(parent, nameOf(number));
    if (await mkdir(folder, { recursive: true })) await syncFolder(parent);
    return new Generation(number, folder, (await readdir(folder)).length);
  }

  /** Makes durable what was renamed into the folder before the call. Calls during a sync share the next one. */
  sync(): Promise<void> {
    if (this.#next) return this.#next;
    if (!this.#syncing) return this.#start();
    this.#next = this.#syncing.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  #start(): Promise<void> {
    this.#next = undefined;
    const syncing = syncFolder(this.folder).finally(() => {
      if (this.#syncing === syncing) this.#syncing = undefined;
    });
    this.#syncing = syncing;
    return syncing;
  }
}
