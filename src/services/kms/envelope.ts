// Ciphertexts of symmetric keys: a header that names the key and its material, and AES-256-GCM over both header and context.
import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import { bytes } from "../../kit/ids.ts";
import { HEADER_TAG_BYTES, type RootKey } from "./root-key.ts";

/*
 * version 1 | flags 1 | account 6 (decimal digits, two a byte) | key id 16 | material id 32 | salt 16 | nonce 12
 * | header tag 16 (HMAC by the root key) | tag 16 | encrypted
 * The message key is HMAC-SHA-256(material, label | salt): no two messages share key and nonce, however many there are.
 */
const VERSION = 1;
const MULTI_REGION = 1;
const ACCOUNT_AT = 2;
const KEY_ID_AT = 8;
const MATERIAL_ID_AT = 24;
const SALT_AT = 56;
const NONCE_AT = 72;
const HEADER_BYTES = 84;
const TAG_BYTES = 16;
const TAG_AT = HEADER_BYTES + HEADER_TAG_BYTES;
const OVERHEAD_BYTES = TAG_AT + TAG_BYTES;
const MESSAGE_KEY_LABEL = "forebay kms message key";

export type EncryptionContext = Readonly<Record<string, string>>;

/** Whose material encrypted a message. The region is not in it: multi-Region keys decrypt in each of theirs. */
export interface EnvelopeOwner {
  readonly account: string;
  readonly keyId: string;
  readonly materialId: string;
}

export interface Envelope extends EnvelopeOwner {
  readonly bytes: Buffer;
}

/** `material`: 32 bytes. */
export function sealEnvelope(
  { account, keyId, materialId }: EnvelopeOwner,
  material: Uint8Array,
  plaintext: Uint8Array,
  context: EncryptionContext,
  root: RootKey,
): Buffer {
  const multiRegion = keyId.startsWith("mrk-");
  const header = Buffer.concat([
    Buffer.of(VERSION, multiRegion ? MULTI_REGION : 0),
    Buffer.from(account, "hex"),
    Buffer.from((multiRegion ? keyId.slice("mrk-".length) : keyId).replaceAll("-", ""), "hex"),
    Buffer.from(materialId, "hex"),
    bytes(HEADER_BYTES - SALT_AT),
  ]);
  if (header.length !== HEADER_BYTES) throw new Error(`no envelope for ${account} ${keyId} ${materialId}`);
  const cipher = createCipheriv("aes-256-gcm", messageKey(material, header), header.subarray(NONCE_AT));
  cipher.setAAD(authenticated(header, context));
  const encrypted = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([header, root.headerTag(header), cipher.getAuthTag(), encrypted]);
}

/** Undefined: not one that `sealEnvelope` made under this root key, or its header was altered. */
export function readEnvelope(ciphertext: Uint8Array, root: RootKey): Envelope | undefined {
  const all = Buffer.from(ciphertext.buffer, ciphertext.byteOffset, ciphertext.byteLength);
  if (all.length < OVERHEAD_BYTES || all[0] !== VERSION) return undefined;
  if (!root.vouchesFor(all.subarray(0, HEADER_BYTES), all.subarray(HEADER_BYTES, TAG_AT))) return undefined;
  const id = all.toString("hex", KEY_ID_AT, MATERIAL_ID_AT);
  return {
    account: all.toString("hex", ACCOUNT_AT, KEY_ID_AT),
    keyId: all[1] === MULTI_REGION ? `mrk-${id}` : id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    materialId: all.toString("hex", MATERIAL_ID_AT, SALT_AT),
    bytes: all,
  };
}

/** Undefined: altered, or sealed under another context. */
export function openEnvelope(
  { bytes: all }: Envelope,
  material: Uint8Array,
  context: EncryptionContext,
): Buffer | undefined {
  const header = all.subarray(0, HEADER_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", messageKey(material, header), header.subarray(NONCE_AT));
  decipher.setAAD(authenticated(header, context)).setAuthTag(all.subarray(TAG_AT, OVERHEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(all.subarray(OVERHEAD_BYTES)), decipher.final()]);
  } catch {
    return undefined; // the tag does not hold
  }
}

const messageKey = (material: Uint8Array, header: Buffer): Buffer =>
  createHmac("sha256", material).update(MESSAGE_KEY_LABEL).update(header.subarray(SALT_AT, NONCE_AT)).digest();

/** The context counts as pairs in the order of their keys' bytes, each text after its length. */
function authenticated(header: Buffer, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).map(([key, value]) => [Buffer.from(key), Buffer.from(value)] as const);
  const texts = pairs.toSorted(([left], [right]) => Buffer.compare(left, right)).flat();
  return Buffer.concat([header, ...texts.flatMap((text) => [lengthOf(text), text])]);
}

function lengthOf(text: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return length;
}
