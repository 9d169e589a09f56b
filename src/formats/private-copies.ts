// Plaintext of encrypted objects while an engine reads it: files without a name, in memory where there is room.
import { constants } from "node:fs";
import { access, type FileHandle, open, statfs, symlink, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EngineError } from "../kit/errors.ts";
import { uuid } from "../kit/ids.ts";

/** Copies that are open at once; each costs an open file. */
const COPIES_MAX = 4096;

const MEMORY_FOLDER = "/dev/shm";
/** Where Linux lets a file be opened again that has no name any more. */
const OPEN_FILES_FOLDER = "/proc/self/fd";
/** Left free in memory for everyone else. */
const MEMORY_SPARED_BYTES = 64 * 1024 ** 2;

export class PrivateCopies {
  readonly #handles: FileHandle[] = [];
  /** Copies under way are in it, too, before they have a handle. */
  #count = 0;

  /**
   * Makes `source` readable at `path` until `close`. Nothing of it outlives the process: the file is unlinked before its first
   * byte, and `path` is a link to the open file. Where the system has no such links, `path` is the file itself.
   * Errors: EngineError `unavailable` beyond the limit; whatever `source` throws.
   */
  async add(source: AsyncIterable<Uint8Array>, sizeBytes: number, path: string): Promise<void> {
    if (++this.#count > COPIES_MAX)
      throw new EngineError("sql", "unavailable", `A query reads at most ${COPIES_MAX} encrypted objects.`);
    if (!(await exists(OPEN_FILES_FOLDER))) return writeFile(path, source, { flag: "wx", mode: 0o600 });
    const name = (await hasRoom(sizeBytes)) ? join(MEMORY_FOLDER, `forebay-${uuid()}`) : `${path}.copy`;
    const handle = await open(name, "wx+", 0o600);
    this.#handles.push(handle);
    await unlink(name);
    await writeFile(handle, source);
    await symlink(join(OPEN_FILES_FOLDER, String(handle.fd)), path);
  }

  /** Frees the copies. */
  async close(): Promise<void> {
    for (const handle of this.#handles.splice(0)) await handle.close();
  }
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
