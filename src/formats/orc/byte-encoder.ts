// Byte and boolean run lengths, written.
import type { OutStream } from "./out-stream.ts";

const RUN_MIN = 3;
const RUN_MAX = 130;
const LITERALS_MAX = 128;

export class ByteEncoder {
  readonly #out: OutStream;
  /** Literals, then equal bytes at their end: `#repeated` of them. */
  readonly #held = new Uint8Array(LITERALS_MAX + RUN_MIN);
  #count = 0;
  #repeated = 0;

  constructor(out: OutStream) {
    this.#out = out;
  }

  add(value: number): void {
    const isRun = this.#repeated >= RUN_MIN;
    if (this.#count > 0 && this.#held[this.#count - 1] === value) {
      this.#repeated++;
      if (isRun) {
        if (this.#repeated === RUN_MAX) this.flush();
        return;
      }
      this.#held[this.#count++] = value;
      if (this.#repeated === RUN_MIN) this.#startRun();
      else if (this.#count === LITERALS_MAX) this.flush();
      return;
    }
    if (isRun) this.flush();
    this.#held[this.#count++] = value;
    this.#repeated = 1;
    if (this.#count === LITERALS_MAX) this.flush();
  }

  /** Writes the literals before the run that has begun. */
  #startRun(): void {
    const value = this.#held[this.#count - 1]!;
    this.#count -= RUN_MIN;
    this.#literals();
    this.#held[0] = value;
    this.#count = 1;
    this.#repeated = RUN_MIN;
  }

  flush(): void {
    if (this.#repeated >= RUN_MIN) {
      this.#out.byte(this.#repeated - RUN_MIN);
      this.#out.byte(this.#held[0]!);
      this.#count = 0;
    } else this.#literals();
    this.#repeated = 0;
  }

  #literals(): void {
    if (this.#count > 0) {
      this.#out.byte(256 - this.#count);
      this.#out.write(this.#held.subarray(0, this.#count));
    }
    this.#count = 0;
  }
}

export class BooleanEncoder {
  readonly #bytes: ByteEncoder;
  #byte = 0;
  /** Bits that are in `#byte`. */
  bits = 0;

  constructor(out: OutStream) {
    this.#bytes = new ByteEncoder(out);
  }

  add(bit: number): void {
    this.#byte = (this.#byte << 1) | bit;
    if (++this.bits === 8) {
      this.#bytes.add(this.#byte);
      this.#byte = 0;
      this.bits = 0;
    }
  }

  /** Ends the run of bytes; bits of a byte that is not full yet stay. */
  flushBytes(): void {
    this.#bytes.flush();
  }

  flush(): void {
    while (this.bits > 0) this.add(0);
    this.#bytes.flush();
  }
}
