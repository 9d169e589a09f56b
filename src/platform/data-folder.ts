// The data folder: one platform at a time, its secret keys, its scratch space, and how far its clock is ahead.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bytes } from "../kit/ids.ts";

export interface DataFolder {
  readonly path: string;
  readonly temporaryFolder: string;
  /** A secret of that name: made at its first use, kept with mode 0600. */
  secret(name: string, sizeBytes: number): Buffer;
  readonly offsetMs: number;
  storeOffset(offsetMs: number): void;
  /** Lets another platform open the folder; a throw-away folder is deleted. */
  close(): void;
}

/** Of the folder's layout; each engine keeps a version of its own. */
const FORMAT_VERSION = 1;

/** Somebody else has the folder open, or it cannot be written; the message is one clear sentence. */
export class DataFolderError extends Error {}

/** `path` undefined: a throw-away folder. `given`: secrets that come from elsewhere, and are not written. Errors: DataFolderError. */
export function openDataFolder(path: string | undefined, given: Readonly<Record<string, Buffer>> = {}): DataFolder {
  const folder = path === undefined ? mkdtempSync(join(tmpdir(), "forebay-")) : resolve(path);
  const temporaryFolder = join(folder, "tmp");
  const lock = join(folder, "lock");
  const clock = join(folder, "clock.json");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    takeLock(lock, folder);
    checkFormat(join(folder, "format"), folder);
    rmSync(temporaryFolder, { recursive: true, force: true });
    mkdirSync(temporaryFolder, { recursive: true });
  } catch (error) {
    if (error instanceof DataFolderError) throw error;
    throw new DataFolderError(`The data folder ${folder} cannot be used: ${(error as Error).message}.`);
  }
  return {
    path: folder,
    temporaryFolder,
    secret: (name, sizeBytes) => given[name] ?? secret(join(folder, "keys"), name, sizeBytes),
    offsetMs: readOffset(clock),
    storeOffset: (offsetMs) => replaceFile(clock, JSON.stringify({ offsetMs })),
    close() {
      openHere.delete(lock);
      rmSync(lock, { force: true });
      rmSync(path === undefined ? folder : temporaryFolder, { recursive: true, force: true });
    },
  };
}

/** Deletes everything in a data folder. Errors: DataFolderError when it is in use, or is somebody's own folder. */
export function emptyDataFolder(path: string): void {
  const folder = resolve(path);
  if (!existsSync(folder)) return;
  if (!existsSync(join(folder, "format"))) throw new DataFolderError(`${folder} is not a data folder of Forebay.`);
  refuseHeld(join(folder, "lock"), folder);
  for (const entry of readdirSync(folder)) rmSync(join(folder, entry), { recursive: true, force: true });
}

function checkFormat(file: string, folder: string): void {
  const stored = readIfThere(file);
  if (stored === undefined) replaceFile(file, `${FORMAT_VERSION}\n`);
  else if (Number(stored) !== FORMAT_VERSION)
    throw new DataFolderError(
      `The data folder ${folder} has format ${stored.trim()}; this release reads ${FORMAT_VERSION}.`,
    );
}

/** Folders that this very process has open: its own pid in a lock says nothing. */
const openHere = new Set<string>();

function takeLock(lock: string, folder: string): void {
  refuseHeld(lock, folder);
  writeFileSync(lock, String(process.pid));
  openHere.add(lock);
}

function refuseHeld(lock: string, folder: string): void {
  const holder = Number(readIfThere(lock) ?? 0);
  const held = holder === process.pid ? openHere.has(lock) : holder > 0 && isRunning(holder);
  if (held)
    throw new DataFolderError(`The data folder ${folder} is open in the process ${holder}: stop that one first.`);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function secret(folder: string, name: string, sizeBytes: number): Buffer {
  const file = join(folder, name);
  const stored = readIfThere(file);
  if (stored !== undefined) return Buffer.from(stored, "hex");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = bytes(sizeBytes);
  replaceFile(file, made.toString("hex"));
  return made;
}

function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function readOffset(file: string): number {
  const text = readIfThere(file);
  if (text === undefined) return 0;
  const { offsetMs } = JSON.parse(text) as { offsetMs: number };
  return offsetMs;
}
