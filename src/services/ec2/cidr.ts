// Blocks of IPv4 addresses.
import { isIPv4 } from "node:net";

export interface Block {
  /** As a number. */
  readonly start: number;
  readonly prefix: number;
}

const numberOf = (address: string): number =>
  address.split(".").reduce((number, part) => number * 256 + Number(part), 0);

const textOf = (number: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");

export const sizeOf = ({ prefix }: Block): number => 2 ** (32 - prefix);

/** Undefined when it is none. Bits behind the prefix are cleared, as AWS does. */
export function parseCidr(cidr: string): Block | undefined {
  const [address = "", length = "", ...others] = cidr.split("/");
  const prefix = Number(length);
  if (!isIPv4(address) || !/^\d{1,2}$/.test(length) || prefix > 32 || others.length > 0) return undefined;
  const size = 2 ** (32 - prefix);
  return { start: Math.floor(numberOf(address) / size) * size, prefix };
}

export const formatCidr = ({ start, prefix }: Block): string => `${textOf(start)}/${prefix}`;

export const holds = (outer: Block, inner: Block): boolean =>
  inner.start >= outer.start && inner.start + sizeOf(inner) <= outer.start + sizeOf(outer);

export const overlap = (one: Block, other: Block): boolean =>
  one.start < other.start + sizeOf(other) && other.start < one.start + sizeOf(one);
