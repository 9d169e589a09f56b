// Looks into the files below a folder, as whoever takes the disk away could.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** Files that have the bytes in them. */
export async function filesWith(folder: string, bytes: string | Buffer): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && (await readFile(path)).includes(bytes)) found.push(path);
  }
  return found;
}

/** What files take that hold one blob each; small blobs share packs, which do not shrink at once. */
export async function blobFileBytes(folder: string): Promise<number> {
  let sum = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && !entry.name.endsWith(".pack")) sum += (await stat(join(entry.parentPath, entry.name))).size;
  return sum;
}
