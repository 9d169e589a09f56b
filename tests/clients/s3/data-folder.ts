// Looks into the files below a folder, as whoever takes the disk away could.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** Folders and files may go meanwhile. */
async function* filesBelow(folder: string): AsyncIterable<string> {
  for (const entry of await unlessGone(readdir(folder, { withFileTypes: true }), [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

const unlessGone = <Result>(reading: Promise<Result>, otherwise: Result): Promise<Result> =>
  reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return otherwise;
  });

/** Files that have the bytes in them. */
export async function filesWith(folder: string, bytes: string | Buffer): Promise<string[]> {
  const found: string[] = [];
  for await (const path of filesBelow(folder))
    if ((await unlessGone(readFile(path), Buffer.alloc(0))).includes(bytes)) found.push(path);
  return found;
}

/** What files take that hold one blob each; small blobs share packs, which do not shrink at once. */
export async function blobFileBytes(folder: string): Promise<number> {
  let sum = 0;
  for await (const path of filesBelow(folder))
    if (!path.endsWith(".pack"))
      sum += await unlessGone(
        stat(path).then(({ size }) => size),
        0,
      );
  return sum;
}
