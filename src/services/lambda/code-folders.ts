// Unpacked code: a folder for each archive and each stack of layers, made at the first use and emptied with the scratch folder.
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import type { ServiceHost } from "../../engines/host.ts";
import { afterReal } from "../../kit/clock.ts";
import { hex } from "../../kit/ids.ts";
import { cannotUnzip, emptyZip, unzippedTooLarge } from "./errors.ts";
import { FOLDER_LINGERS_MS, UNZIPPED_MAX_BYTES, ZIP_ENTRIES_MAX } from "./limits.ts";
import { readZip, type ZipEntry, ZipProblem } from "./zip.ts";

const LIMITS = { entriesMax: ZIP_ENTRIES_MAX, sizeMaxBytes: UNZIPPED_MAX_BYTES } as const;
const FILE_MODE = 0o644;
const EXECUTABLE_MODE = 0o755;

export class CodeFolders {
  readonly #host: ServiceHost;
  readonly #folders = new Map<string, Promise<string>>();

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  /** The archives of these blobs, unpacked one over the other. */
  folderOf(blobIds: readonly string[]): Promise<string> {
    const key = blobIds.join("+");
    const known = this.#folders.get(key);
    if (known) return known;
    const unpacking = this.#unpack(blobIds);
    this.#folders.set(key, unpacking);
    unpacking.catch(() => this.#folders.delete(key));
    return unpacking;
  }

  /** Of a blob that is gone. Invocations that still run in the folder have it to their end. */
  forget(blobId: string): void {
    for (const [key, folder] of this.#folders) {
      if (!key.split("+").includes(blobId)) continue;
      this.#folders.delete(key);
      afterReal(FOLDER_LINGERS_MS, () => {
        folder.then((path) => rm(path, { recursive: true, force: true })).catch(() => {}); // the next start empties it
      });
    }
  }

  async #unpack(blobIds: readonly string[]): Promise<string> {
    const folder = join(this.#host.temporaryFolder, "lambda", hex(24));
    const part = `${folder}.part`;
    await mkdir(part, { recursive: true });
    for (const blobId of blobIds) await extract(checkedZip(await buffer(this.#host.blobs.get(blobId))), part);
    await rename(part, folder);
    return folder;
  }
}

/** Errors: InvalidParameterValueException. Every file is unpacked once to see that it can be. */
export function checkZip(archive: Buffer): void {
  try {
    for (const entry of checkedZip(archive)) if (!entry.isFolder) entry.read();
  } catch (error) {
    throw error instanceof ZipProblem ? cannotUnzip() : error;
  }
}

function checkedZip(archive: Buffer): readonly ZipEntry[] {
  if (archive.length === 0) throw emptyZip();
  try {
    const entries = readZip(archive, LIMITS);
    if (!entries.some(({ isFolder }) => !isFolder)) throw emptyZip();
    return entries;
  } catch (error) {
    if (!(error instanceof ZipProblem)) throw error;
    throw error.kind === "too-large" ? unzippedTooLarge(UNZIPPED_MAX_BYTES) : cannotUnzip();
  }
}

async function extract(entries: readonly ZipEntry[], folder: string): Promise<void> {
  const made = new Set<string>();
  for (const entry of entries) {
    const path = join(folder, entry.path);
    const parent = entry.isFolder ? path : dirname(path);
    if (!made.has(parent)) await mkdir(parent, { recursive: true });
    made.add(parent);
    if (!entry.isFolder)
      await writeFile(path, entry.read(), { mode: entry.isExecutable ? EXECUTABLE_MODE : FILE_MODE });
  }
}
