// Integer run lengths, version 1, read: runs with a fixed step, or literal varints.
import type { InStream } from "./in-stream.ts";
import { IntDecoder, unzigzag, unzigzagBig } from "./int-decoder.ts";

const RUN_LENGTH_MIN = 3;

export class IntDecoderV1 extends IntDecoder {
  readonly #stream: InStream;
  readonly #signed: boolean;

  constructor(stream: InStream, signed: boolean) {
    super();
    this.#stream = stream;
    this.#signed = signed;
  }

  protected nextRun(): void {
    const header = this.#stream.byte();
    if (header >= 128) this.#literals(256 - header);
    else this.#steps(header + RUN_LENGTH_MIN);
  }

  #steps(length: number): void {
    const step = (this.#stream.byte() << 24) >> 24;
    const base = this.#value();
    this.length = length;
    if (typeof base === "number") {
      for (let at = 0; at < length; at++) this.values[at] = base + at * step;
      return;
    }
    this.big = new BigInt64Array(length);
    for (let at = 0; at < length; at++) this.big[at] = BigInt.asIntN(64, base + BigInt(at) * BigInt(step));
  }

  #literals(length: number): void {
    this.length = length;
    for (let at = 0; at < length; at++) {
      const value = this.#value();
      if (this.big) this.big[at] = BigInt(value);
      else if (typeof value === "number") this.values[at] = value;
      else {
        this.big = new BigInt64Array(length);
        for (let before = 0; before < at; before++) this.big[before] = BigInt(this.values[before]!);
        this.big[at] = value;
      }
    }
  }

  #value(): number | bigint {
    const value = this.#stream.varint();
    if (typeof value === "number") return this.#signed ? unzigzag(value) : value;
    return this.#signed ? unzigzagBig(value) : value;
  }
}
