// Bytes of small blobs that were read or written of late: bounded, the least recently used go first.
const KEPT_MAX_BYTES = 16 * 1024 * 1024;
/** What an entry takes besides its bytes, about: its id, the buffer and its memory's own record, its place in the map. */
const ENTRY_BYTES = 450;

export class BytesCache {
  readonly #kept = new Map<string, Buffer>();
  #sizeBytes = 0;

  get(id: string): Buffer | undefined {
    const bytes = this.#kept.get(id);
    if (bytes === undefined) return undefined;
    this.#kept.delete(id);
    this.#kept.set(id, bytes);
    return bytes;
  }

  set(id: string, bytes: Buffer): void {
    this.delete(id);
    this.#kept.set(id, bytes);
    this.#sizeBytes += bytes.length + ENTRY_BYTES;
    for (const oldest of this.#kept.keys()) {
      if (this.#sizeBytes <= KEPT_MAX_BYTES) return;
      this.delete(oldest);
    }
  }

  delete(id: string): void {
    const bytes = this.#kept.get(id);
    if (bytes === undefined) return;
    this.#kept.delete(id);
    this.#sizeBytes -= bytes.length + ENTRY_BYTES;
  }
}
