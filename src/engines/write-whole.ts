// Writes all of the bytes: a write to a nearly full disk may take a part of them and succeed.
import type { FileHandle } from "node:fs/promises";

export async function writeWhole(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    if (bytesWritten === 0) throw Object.assign(new Error("A write took no bytes."), { code: "ENOSPC" });
    written += bytesWritten;
  }
}
