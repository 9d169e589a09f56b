// Looks for bytes in every file below a folder, as whoever takes the disk away could.
import { readdir, readFile } from "node:fs/promises";
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
