// IP addresses and ranges in CIDR notation, v4 and v6.

interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

export interface AddressRange {
  readonly address: Address;
  readonly prefix: number;
}

const MAPPED_V4 = 0xffffn;

/** A v4 address in v6 clothes (`::ffff:10.0.0.1`) is the v4 address. */
export function parseAddress(text: string): Address | undefined {
  if (!text.includes(":")) {
    const value = parseV4(text);
    return value === undefined ? undefined : { bits: 32, value };
  }
  const value = parseV6(text);
  if (value === undefined) return undefined;
  return value >> 32n === MAPPED_V4 ? { bits: 32, value: value & 0xffff_ffffn } : { bits: 128, value };
}

/** Without a prefix it is the one address. Documented in the IAM guide's condition operators. */
export function parseRange(text: string): AddressRange | undefined {
  const [host, length, ...rest] = text.split("/");
  const address = parseAddress(host ?? "");
  if (address === undefined || rest.length > 0) return undefined;
  if (length === undefined) return { address, prefix: address.bits };
  if (!/^\d{1,3}$/.test(length)) return undefined;
  const written = Number(length);
  const mapped = address.bits === 32 && text.includes(":");
  const prefix = mapped ? written - 96 : written;
  return prefix < 0 || prefix > address.bits ? undefined : { address, prefix };
}

export function inRange(address: Address, { address: base, prefix }: AddressRange): boolean {
  if (address.bits !== base.bits) return false;
  const shift = BigInt(base.bits - prefix);
  return address.value >> shift === base.value >> shift;
}

function parseV4(text: string): bigint | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  let value = 0n;
  for (const part of match.slice(1)) {
    if (Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function parseV6(text: string): bigint | undefined {
  const [head, tail, ...rest] = text.split("::");
  if (rest.length > 0) return undefined;
  const front = parseGroups(head ?? "");
  const back = tail === undefined ? [] : parseGroups(tail);
  if (front === undefined || back === undefined) return undefined;
  const missing = 8 - front.length - back.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...front, ...Array.from({ length: missing }, () => 0n), ...back];
  return groups.reduce((value, group) => (value << 16n) | group, 0n);
}

/** The 16-bit groups between colons; a v4 address may stand last, as two of them. */
function parseGroups(text: string): bigint[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const groups: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    const v4 = index === parts.length - 1 && part.includes(".") ? parseV4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
