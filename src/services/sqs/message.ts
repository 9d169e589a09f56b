// A message as it is sent: checked, measured, and with the digests that clients hold against their own.
import { createHash, hash } from "node:crypto";
import { invalidCharacters, invalidParameter, invalidParameterReason, missingParameter } from "./errors.ts";
import { ATTRIBUTE_NAME_LENGTH_MAX, MESSAGE_ATTRIBUTES_MAX } from "./limits.ts";

export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: Uint8Array | undefined;
}

export type MessageAttributes = Readonly<{ [name: string]: MessageAttribute }>;

/** Documented: what XML 1.0 can hold. Lone surrogates are not among it. */
const ACCEPTED = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
const NAME = /^(?!\.)(?!.*\.\.)[\w.-]+(?<!\.)$/;
const RESERVED = /^(aws|amazon)\./i;
const TYPE = /^(String|Number|Binary)(\..+)?$/;

/** Errors: MissingParameter, InvalidMessageContents. */
export function checkBody(body: string): void {
  if (body === "") throw missingParameter("MessageBody");
  if (!ACCEPTED.test(body)) throw invalidCharacters();
}

/** Errors: InvalidParameterValue. */
export function checkMessageAttributes(attributes: MessageAttributes): void {
  const entries = Object.entries(attributes);
  if (entries.length > MESSAGE_ATTRIBUTES_MAX)
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MESSAGE_ATTRIBUTES_MAX}].`,
    );
  for (const [name, { DataType: type, StringValue: text, BinaryValue: bytes }] of entries) {
    if (name.length > ATTRIBUTE_NAME_LENGTH_MAX || !NAME.test(name) || RESERVED.test(name))
      throw invalidParameter(
        "Message (user) attribute name is invalid. It can only include alphanumeric characters, hyphens, underscores, or dots; it must not begin with AWS. or Amazon.",
      );
    if (!TYPE.test(type))
      throw invalidParameter(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      );
    const isBinary = type.startsWith("Binary");
    const isThere = isBinary ? bytes !== undefined && bytes.length > 0 : text !== undefined && text !== "";
    if (!isThere)
      throw invalidParameter(
        `Message (user) attribute '${name}' must contain a non-empty value of type '${isBinary ? "Binary" : "String"}'.`,
      );
    if (text !== undefined && !ACCEPTED.test(text)) throw invalidCharacters();
    if (type.startsWith("Number") && !isNumber(text ?? ""))
      throw invalidParameter(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
}

const isNumber = (text: string): boolean => text.trim() === text && Number.isFinite(Number(text));

export function messageBytes(body: string, attributes: MessageAttributes): number {
  let bytes = Buffer.byteLength(body);
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(attributes))
    bytes +=
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      (BinaryValue?.length ?? Buffer.byteLength(StringValue ?? ""));
  return bytes;
}

/** Errors: InvalidParameterValue. */
export function checkSize(bytes: number, max: number): void {
  if (bytes > max) throw invalidParameterReason(`Message must be shorter than ${max} bytes.`);
}

export const bodyMd5 = (body: string): string => hash("md5", body);

const STRING_VALUE = 1;
const BINARY_VALUE = 2;

/** Documented: by name, each of name, type and value behind its length; undefined for none. */
export function attributesMd5(attributes: MessageAttributes): string | undefined {
  const names = Object.keys(attributes).toSorted();
  if (names.length === 0) return undefined;
  const md5 = createHash("md5");
  const add = (bytes: Uint8Array): void => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    md5.update(length).update(bytes);
  };
  for (const name of names) {
    const { DataType = "", StringValue, BinaryValue } = attributes[name] ?? {};
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    md5.update(Buffer.of(BinaryValue ? BINARY_VALUE : STRING_VALUE));
    add(BinaryValue ?? Buffer.from(StringValue ?? ""));
  }
  return md5.digest("hex");
}
