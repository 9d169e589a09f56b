// Sequence numbers in AWS's format: 186 bits, written as 56 decimal digits. Recorded by kinesalite's tests.
//
//   bits   185..184  10
//          183..148  seconds at which the shard was created
//          147..144  shard's index, lowest 4 bits
//          143..80   index within the shard: the record's position in the log, plus one
//           79..72   0
//           71..36   seconds at which the record arrived
//           35..4    shard's index
//            3..0    version: 2
//
// Within a shard they rise with the position, so that one names its record without being stored.

const VERSION = 2n;
const TOP = 2n << 184n;
const INDEX_SHIFT = 80n;
const TIME_SHIFT = 36n;
const INDEX_MAX = (1n << 63n) - 1n;
/** Of older numbers, which are 125 bits long. */
const OLD_TOP = 1n << 124n;
const OLD_MAX = 1n << 129n;
/** Seconds from which AWS refuses a number. Recorded. */
const CREATED_SECONDS_MAX = 16_025_175_000;

/** What of a shard its sequence numbers hold. */
export interface Numbered {
  readonly index: number;
  readonly createdAtMs: number;
}

export interface SequenceNumber {
  readonly version: 0 | 1 | 2;
  readonly shardIndex: number;
  readonly shardCreatedSeconds: number;
  /** Of the record; -1 in a shard's starting sequence number. Version 2 only. */
  readonly position: number;
  /** Version 1 and 2 only. */
  readonly arrivedSeconds: number;
}

const secondsOf = (epochMs: number): number => Math.floor(epochMs / 1000);

/** Of the record at `position`; below the first record's for position -1. */
export function sequenceNumber(shard: Numbered, position: number, arrivedAtMs: number): string {
  return (
    base(shard) +
    (BigInt(position + 1) << INDEX_SHIFT) +
    (BigInt(secondsOf(arrivedAtMs)) << TIME_SHIFT)
  ).toString();
}

/** From a record to the next of the same second, as digits below each other with those of a number. */
const DIGITS = TOP.toString().length;
const STEP = Uint8Array.from((1n << INDEX_SHIFT).toString().padStart(DIGITS, "0"), Number);
const STEP_START = STEP.findIndex((digit) => digit > 0);
const NINE = "9".charCodeAt(0);

/** `sequenceNumber` of one shard's records in their order: those of the same second are counted on, digit by digit. */
export class SequenceNumbers {
  readonly #shard: Numbered;
  #position = Number.NaN;
  #seconds = Number.NaN;
  readonly #digits = Buffer.alloc(DIGITS);
  #text = "";

  constructor(shard: Numbered) {
    this.#shard = shard;
  }

  of(position: number, arrivedAtMs: number): string {
    const seconds = secondsOf(arrivedAtMs);
    if (position === this.#position && seconds === this.#seconds) return this.#text;
    if (position === this.#position + 1 && seconds === this.#seconds) {
      this.#step();
      this.#text = this.#digits.toString("latin1");
    } else {
      this.#text = sequenceNumber(this.#shard, position, arrivedAtMs);
      this.#digits.write(this.#text, "latin1");
    }
    this.#position = position;
    this.#seconds = seconds;
    return this.#text;
  }

  #step(): void {
    const digits = this.#digits;
    let carry = 0;
    for (let at = DIGITS - 1; at >= STEP_START || carry > 0; at--) {
      const digit = (digits[at] ?? 0) + (STEP[at] ?? 0) + carry;
      carry = digit > NINE ? 1 : 0;
      digits[at] = digit - carry * 10;
    }
  }
}

/** Recorded: a closed shard's range ends above every number that it gave out. */
export const endingSequenceNumber = (shard: Numbered, closedAtMs: number): string =>
  (base(shard) + (INDEX_MAX << INDEX_SHIFT) + (BigInt(secondsOf(closedAtMs)) << TIME_SHIFT)).toString();

export const startingSequenceNumber = (shard: Numbered): string => sequenceNumber(shard, -1, shard.createdAtMs);

/** True when the number was given to a record (or is the start) of this very shard. */
export const cameFrom = (shard: Numbered, number: SequenceNumber): boolean =>
  number.version === 2 && number.shardCreatedSeconds === secondsOf(shard.createdAtMs);

/** The parts of a number; undefined when AWS could not have given it out. */
export function parseSequenceNumber(text: string): SequenceNumber | undefined {
  const given = BigInt(text);
  const number = given < OLD_TOP ? given + OLD_TOP : given;
  if (number < OLD_MAX) return parseOld(number.toString(16));
  if (number <= TOP || number >= TOP + (TOP >> 1n)) return undefined;
  const hex = number.toString(16);
  const version = Number(number & 15n);
  if (version === 1) return { version, ...created(hex), position: 0, arrivedSeconds: field(hex, 13, 22) };
  if (version !== 2 || field(hex, 11, 12) > 7) return undefined;
  if (created(hex).shardCreatedSeconds >= CREATED_SECONDS_MAX) return undefined;
  return { version, ...created(hex), position: field(hex, 11, 27) - 1, arrivedSeconds: field(hex, 29, 38) };
}

const field = (hex: string, from: number, to: number): number => Number.parseInt(hex.slice(from, to), 16);

function created(hex: string): { shardIndex: number; shardCreatedSeconds: number } {
  const index = field(hex, 38, 46);
  return { shardIndex: index > 0x7fff_ffff ? -index : index, shardCreatedSeconds: field(hex, 1, 10) };
}

function parseOld(hex: string): SequenceNumber | undefined {
  const shardCreatedSeconds = field(hex, 1, 10);
  if (shardCreatedSeconds >= CREATED_SECONDS_MAX) return undefined;
  return { version: 0, shardIndex: field(hex, 28, 32), shardCreatedSeconds, position: 0, arrivedSeconds: 0 };
}

const bases = new WeakMap<Numbered, bigint>();

function base(shard: Numbered): bigint {
  const known = bases.get(shard);
  if (known !== undefined) return known;
  const index = BigInt(shard.index);
  const value =
    TOP + (BigInt(secondsOf(shard.createdAtMs)) << 148n) + ((index & 15n) << 144n) + (index << 4n) + VERSION;
  bases.set(shard, value);
  return value;
}
