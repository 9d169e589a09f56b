// Makes the entries of a folder durable: files created, renamed or removed in it.
import { open } from "node:fs/promises";

export async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing: its file system keeps the order by itself.
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
