// Primary keys of tables and indexes: what is accepted as one, and where it lies in the order of keys.
import { hash } from "node:crypto";
import type { ScalarAttributeType } from "@aws-sdk/client-dynamodb";
import { type AttributeValue, type Item, sizeBytes, typeOf } from "./attribute-value.ts";
import { orderedDecimal, parseDecimal } from "./decimal.ts";
import {
  emptyIndexKey,
  emptyKey,
  indexKeyTypeMismatch,
  keySchemaMismatch,
  keySizeExceeded,
  keyTypeMismatch,
  missingKey,
} from "./errors.ts";
import { PARTITION_KEY_BYTES_MAX, SORT_KEY_BYTES_MAX } from "./limits.ts";

export interface KeyAttribute {
  readonly name: string;
  readonly type: ScalarAttributeType;
}

export interface KeySchema {
  readonly partition: KeyAttribute;
  readonly sort?: KeyAttribute | undefined;
}

/** Where an item lies: partitions by their hash, in a partition by the sort key. */
export interface Position {
  /** 32 hexadecimal digits. */
  readonly partition: string;
  readonly sort: string;
}

export const attributesOf = ({ partition, sort }: KeySchema): readonly KeyAttribute[] =>
  sort ? [partition, sort] : [partition];

/** The key attributes of an item alone. */
export const keyOf = (item: Item, schema: KeySchema): Item =>
  Object.fromEntries(attributesOf(schema).flatMap(({ name }) => (item[name] ? [[name, item[name]]] : [])));

/** Of a whole item. Errors: ValidationException. */
export function checkItemKey(item: Item, schema: KeySchema): void {
  for (const { name, type } of attributesOf(schema)) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    if (value === undefined) throw missingKey(name);
    if (typeOf(value) !== type) throw keyTypeMismatch(name, type, typeOf(value));
  }
  checkKeyValues(item, schema);
}

/** Of the `Key` parameter. Errors: ValidationException. */
export function checkKey(key: Item, schema: KeySchema): void {
  const attributes = attributesOf(schema);
  if (Object.keys(key).length !== attributes.length) throw keySchemaMismatch();
  for (const { name, type } of attributes) {
    const value = Object.hasOwn(key, name) ? key[name] : undefined;
    if (value === undefined || typeOf(value) !== type) throw keySchemaMismatch();
  }
  checkKeyValues(key, schema);
}

function checkKeyValues(item: Item, { partition, sort }: KeySchema): void {
  for (const { name } of attributesOf({ partition, sort })) {
    if (isEmpty(item[name])) throw emptyKey(name);
  }
  if (bytesOf(item[partition.name]) > PARTITION_KEY_BYTES_MAX)
    throw keySizeExceeded("hashkey", PARTITION_KEY_BYTES_MAX);
  if (sort && bytesOf(item[sort.name]) > SORT_KEY_BYTES_MAX) throw keySizeExceeded("rangekey", SORT_KEY_BYTES_MAX);
}

/**
 * Whether the item is in the index: one that lacks a key attribute is not.
 * Errors: ValidationException for a value of another type.
 */
export function isIndexed(item: Item, schema: KeySchema, index: string): boolean {
  let isThere = true;
  for (const { name, type } of attributesOf(schema)) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    if (value === undefined) isThere = false;
    else if (typeOf(value) !== type) throw indexKeyTypeMismatch(name, type, typeOf(value), index);
    else if (isEmpty(value)) throw emptyIndexKey(name, index);
  }
  if (!isThere) return false;
  checkKeyValues(item, schema);
  return true;
}

const isEmpty = (value: AttributeValue | undefined): boolean => value?.S === "" || value?.B?.length === 0;

const bytesOf = (value: AttributeValue | undefined): number => (value ? sizeBytes(value) : 0);

const NOTHING: AttributeValue = { B: new Uint8Array() };

/** The key must have been checked. */
export function positionOf(item: Item, { partition, sort }: KeySchema): Position {
  return {
    partition: partitionOf(item[partition.name] ?? NOTHING),
    sort: sort ? orderedKey(item[sort.name] ?? NOTHING) : "",
  };
}

export const partitionOf = (value: AttributeValue): string => hash("md5", orderedKey(value));

/** One text for both parts, in keys that have to be short. */
export const referenceOf = ({ partition, sort }: Position): string => partition + hash("md5", sort);

/** A text whose UTF-8 bytes sort as the values of its type do. */
export function orderedKey({ S: text, N: number, B: bytes }: AttributeValue): string {
  if (text !== undefined) return text;
  return number === undefined ? orderedBytes(bytes ?? new Uint8Array()) : orderedDecimal(parseDecimal(number));
}

/** Base64's alphabet in the order of its bytes. */
const SIX_BITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

function orderedBytes(bytes: Uint8Array): string {
  let text = "";
  let left = 0;
  let bits = 0;
  for (const byte of bytes) {
    left = (left << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += SIX_BITS[(left >> bits) & 63];
    }
    left &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + SIX_BITS[(left << (6 - bits)) & 63];
}
