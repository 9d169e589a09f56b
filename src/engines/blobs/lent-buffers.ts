// The buffers that large blobs are sent through. New memory of this size costs more than the copying that it is for.

export const LENT_BYTES = 512 * 1024;
const KEPT_MAX = 16;
const kept: Buffer[] = [];

/** Small ones are made as they are needed. */
export function take(sizeBytes: number): Buffer {
  if (sizeBytes < LENT_BYTES) return Buffer.allocUnsafe(sizeBytes);
  return kept.pop() ?? Buffer.allocUnsafeSlow(LENT_BYTES);
}

export function giveBack(buffer: Buffer): void {
  if (buffer.length === LENT_BYTES && kept.length < KEPT_MAX) kept.push(buffer);
}
