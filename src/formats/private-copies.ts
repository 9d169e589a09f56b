// Plaintext of encrypted objects while an engine reads it: files without a name, in memory where there is room.
import { constants } from "node:fs";
import { access, type FileHandle, open, readFile, statfs, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "../kit/errors.ts";
import { uuid } from "../kit/ids.ts";

/** Where the system does not say how many files a process may have open. */
const OPEN_FILES_DEFAULT = 8192;
/** Of these, the share that copies may take. */
const COPIES_SHARE = 0.5;

const MEMORY_FOLDER = "/dev/shm";
/** Where Linux lets a file be opened again that has no name any more. */
const OPEN_FILES_FOLDER = "/proc/self/fd";
/** Left free in memory for everyone else. */
const MEMORY_SPARED_BYTES = 64 * 1024 ** 2;

/** Of the process, under way and open: each costs it an open file. */
let copies = 0;

export class PrivateCopies {
  readonly #handles: FileHandle[] = [];

  /**
   * Makes `source` readable at `path` until `close`. Nothing of it outlives the process: the file is unlinked before its first
   * byte, and `path` is a link to the open file. Where the system has no such links, `path` is the file itself.
   * Errors: EngineError `unavailable` beyond half of the files that the process may have open; whatever `source` throws.
   */
  async add(source: AsyncIterable<Uint8Array>, sizeBytes: number, path: string): Promise<void> {
    if (!(await exists(OPEN_FILES_FOLDER))) return writeFile(path, source, { flag: "wx", mode: 0o600 });
    const name = (await hasRoom(sizeBytes)) ? join(MEMORY_FOLDER, `forebay-${uuid()}`) : `${path}.copy`;
    const handle = await this.#open(name, await copiesMax());
    await unlink(name);
    await writeFile(handle, source);
    await symlink(join(OPEN_FILES_FOLDER, String(handle.fd)), path);
  }

  /** Frees the copies. */
  async close(): Promise<void> {
    for (const handle of this.#handles.splice(0)) {
      await handle.close();
      copies--;
    }
  }

  async #open(name: string, max: number): Promise<FileHandle> {
    if (copies >= max)
      throw new EngineError(
        "sql",
        "unavailable",
        `Queries read at most ${max} encrypted objects at a time, half of the files that the process may have open (ulimit -n).`,
      );
    copies++;
    try {
      const handle = await open(name, "wx+", 0o600);
      this.#handles.push(handle);
      return handle;
    } catch (error) {
      copies--;
      throw error;
    }
  }
}

let known: Promise<number> | undefined;

/** Node raises what it may have open to what the system allows at its start. */
const copiesMax = (): Promise<number> => (known ??= readCopiesMax());

async function readCopiesMax(): Promise<number> {
  const limits = await readFile("/proc/self/limits", "utf8").catch(() => "");
  const openFiles = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? OPEN_FILES_DEFAULT);
  return Math.floor(openFiles * COPIES_SHARE);
}

const exists = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

async function hasRoom(sizeBytes: number): Promise<boolean> {
  const memory = await statfs(MEMORY_FOLDER).catch(() => undefined);
  return memory !== undefined && memory.bavail * memory.bsize >= sizeBytes + MEMORY_SPARED_BYTES;
}
