// The end of what an invocation wrote: AWS gives the last 4 KB of it.

/** Documented. */
const LOG_TAIL_MAX_BYTES = 4096;

export class LogTail {
  #parts: Uint8Array[] = [];
  #sizeBytes = 0;

  append(text: string | Uint8Array): void {
    const bytes = typeof text === "string" ? Buffer.from(text) : text;
    this.#parts.push(bytes);
    this.#sizeBytes += bytes.byteLength;
    if (this.#sizeBytes > LOG_TAIL_MAX_BYTES * 2) this.#shorten();
  }

  bytes(): Uint8Array {
    this.#shorten();
    return this.#parts[0] ?? new Uint8Array();
  }

  #shorten(): void {
    const whole = Buffer.concat(this.#parts);
    const tail = whole.subarray(Math.max(0, whole.byteLength - LOG_TAIL_MAX_BYTES));
    this.#parts = [tail];
    this.#sizeBytes = tail.byteLength;
  }
}
