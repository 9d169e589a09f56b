// Bounds of object keys, and of prefixes and markers that are compared with them.
import { keyTooLong } from "./errors.ts";
import { KEY_SIZE_MAX_BYTES } from "./limits.ts";

/** Errors: KeyTooLongError. */
export function checkKeySize(...keys: readonly (string | undefined)[]): void {
  for (const key of keys) {
    if (key === undefined || key.length * 3 <= KEY_SIZE_MAX_BYTES) continue;
    const sizeBytes = Buffer.byteLength(key);
    if (sizeBytes > KEY_SIZE_MAX_BYTES) throw keyTooLong(sizeBytes, KEY_SIZE_MAX_BYTES);
  }
}
