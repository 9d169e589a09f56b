// Chosen members of an object in MessagePack: the others are stepped over, which costs a fraction of reading them.

/** Reads what is met seldom, and everything that has an extension of its own. */
export type Unpack = (bytes: Buffer, start: number, end: number) => unknown;

const TIMESTAMP_TYPE = 0xff;
/** What follows the tags 0xc0 to 0xdf: bytes of the value itself, or of the length of what follows. */
// prettier-ignore
const FIXED_BYTES: readonly (number | undefined)[] = [
  /* c0 */ 0, 0, 0, 0, undefined, undefined, undefined, undefined, undefined, undefined, 4, 8, 1, 2, 4, 8,
  /* d0 */ 1, 2, 4, 8, 2, 3, 5, 9, 17,
];

function stands(source: Buffer, start: number, name: string): boolean {
  for (let at = 0; at < name.length; at++) if (source[start + at] !== name.charCodeAt(at)) return false;
  return true;
}

export class PackedMembers {
  /** By the length of their names, which are ASCII. */
  readonly #byLength: (string[] | undefined)[] = [];
  #source: Buffer = Buffer.alloc(0);
  #at = 0;
  #unpack: Unpack = () => undefined;

  constructor(names: readonly string[]) {
    for (const name of names) (this.#byLength[name.length] ??= []).push(name);
  }

  /** The members that the object at `start` has of those; undefined when there is no object. */
  read(source: Buffer, start: number, unpack: Unpack): Record<string, unknown> | undefined {
    this.#source = source;
    this.#at = start;
    this.#unpack = unpack;
    const count = this.#mapCount();
    if (count < 0) return undefined;
    const members: Record<string, unknown> = {};
    for (let n = 0; n < count; n++) {
      const name = this.#wantedName();
      if (name === undefined) this.#skip();
      else members[name] = this.#value();
    }
    return members;
  }

  /** Steps into the map that stands here; -1: it is something else. */
  #mapCount(): number {
    const tag = this.#source[this.#at] ?? 0;
    if (tag >= 0x80 && tag <= 0x8f) {
      this.#at++;
      return tag & 0x0f;
    }
    if (tag !== 0xde) return -1;
    this.#at += 3;
    return this.#source.readUInt16BE(this.#at - 2);
  }

  #wantedName(): string | undefined {
    const source = this.#source;
    const tag = source[this.#at] ?? 0;
    if ((tag & 0xe0) !== 0xa0) {
      this.#skip();
      return undefined;
    }
    const start = this.#at + 1;
    this.#at = start + (tag & 0x1f);
    const names = this.#byLength[tag & 0x1f];
    if (names !== undefined) for (const name of names) if (stands(source, start, name)) return name;
    return undefined;
  }

  #value(): unknown {
    const start = this.#at;
    const tag = this.#source[start] ?? 0;
    if (tag <= 0x7f) {
      this.#at++;
      return tag;
    }
    if (tag >= 0x81 && tag <= 0x8f) return this.#object();
    this.#skip();
    const end = this.#at;
    if ((tag & 0xe0) === 0xa0) return this.#source.toString("utf8", start + 1, end);
    switch (tag) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xcd:
        return this.#source.readUInt16BE(start + 1);
      case 0xce:
        return this.#source.readUInt32BE(start + 1);
      case 0xd6:
        if (this.#source[start + 1] === TIMESTAMP_TYPE) return new Date(this.#source.readUInt32BE(start + 2) * 1000);
        break;
      case 0xd9:
        return this.#source.toString("utf8", start + 2, end);
    }
    return this.#unpack(this.#source, start, end);
  }

  /** A small one, whole. */
  #object(): unknown {
    const start = this.#at;
    const object: Record<string, unknown> = {};
    for (let left = this.#mapCount(); left > 0; left--) {
      const name = this.#value();
      if (typeof name !== "string" || name === "__proto__") {
        this.#at = start;
        this.#skip();
        return this.#unpack(this.#source, start, this.#at);
      }
      object[name] = this.#value();
    }
    return object;
  }

  #skip(): void {
    const source = this.#source;
    /** Values that are still to be stepped over. */
    for (let left = 1; left > 0; left--) {
      const tag = source[this.#at++] ?? 0;
      if (tag <= 0x7f || tag >= 0xe0) continue;
      if (tag <= 0x8f) left += 2 * (tag & 0x0f);
      else if (tag <= 0x9f) left += tag & 0x0f;
      else if (tag <= 0xbf) this.#at += tag & 0x1f;
      else left += this.#skipRest(tag);
    }
  }

  /** Of a value with one of the tags from 0xc0; answers how many values it holds. */
  #skipRest(tag: number): number {
    const fixed = FIXED_BYTES[tag - 0xc0];
    if (fixed !== undefined) {
      this.#at += fixed;
      return 0;
    }
    if (tag >= 0xdc) {
      const isWide = (tag & 1) === 1;
      const count = isWide ? this.#source.readUInt32BE(this.#at) : this.#source.readUInt16BE(this.#at);
      this.#at += isWide ? 4 : 2;
      return tag >= 0xde ? 2 * count : count;
    }
    const isExtension = tag >= 0xc7 && tag <= 0xc9;
    const width = 1 << (tag >= 0xd9 ? tag - 0xd9 : isExtension ? tag - 0xc7 : tag - 0xc4);
    this.#at += width + (isExtension ? 1 : 0) + this.#source.readUIntBE(this.#at, width);
    return 0;
  }
}
