// Keys of customers (SSE-C): checked, recognised by a salted HMAC, and never kept.
import { createHmac, hash, timingSafeEqual } from "node:crypto";
import { bytes } from "../../../kit/ids.ts";
import { isLoopback } from "../../../kit/loopback.ts";
import type { Origin } from "../../../kit/service.ts";
import type { CustomerEncryption } from "./encryption.ts";
import {
  badCustomerKey,
  badCustomerKeyMd5,
  customerKeyOverHttp,
  noCustomerAlgorithm,
  noCustomerKey,
  noCustomerKeyMd5,
  unknownCustomerAlgorithm,
} from "./errors.ts";

const KEY_BYTES = 32;
const SALT_BYTES = 32;
export const CUSTOMER_ALGORITHM = "AES256";

export interface CustomerKeyHeaders {
  readonly algorithm: string | undefined;
  /** Base64, as `md5`. */
  readonly key: string | undefined;
  readonly md5: string | undefined;
}

export interface CustomerKey {
  readonly key: Buffer;
  /** Base64, as answers show it. */
  readonly md5: string;
}

interface CustomerInput {
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

interface CopySourceInput {
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly CopySourceSSECustomerKey?: string | undefined;
  readonly CopySourceSSECustomerKeyMD5?: string | undefined;
}

/** Errors: as `parseCustomerKey`. */
export const customerKeyOf = (input: CustomerInput, origin: Origin): CustomerKey | undefined =>
  parseCustomerKey(
    { algorithm: input.SSECustomerAlgorithm, key: input.SSECustomerKey, md5: input.SSECustomerKeyMD5 },
    origin,
  );

/** Of the source of a copy. Errors: as `parseCustomerKey`. */
export const copySourceKeyOf = (input: CopySourceInput, origin: Origin): CustomerKey | undefined =>
  parseCustomerKey(
    {
      algorithm: input.CopySourceSSECustomerAlgorithm,
      key: input.CopySourceSSECustomerKey,
      md5: input.CopySourceSSECustomerKeyMD5,
    },
    origin,
  );

/** Undefined when none is sent. Errors: InvalidArgument, InvalidEncryptionAlgorithmError, InvalidRequest over plain HTTP. */
export function parseCustomerKey(headers: CustomerKeyHeaders, origin: Origin): CustomerKey | undefined {
  const { algorithm, key: text, md5 } = headers;
  if (algorithm === undefined && text === undefined && md5 === undefined) return undefined;
  if (!isPrivate(origin)) throw customerKeyOverHttp();
  if (text === undefined) throw noCustomerKey();
  if (algorithm === undefined) throw noCustomerAlgorithm();
  if (algorithm !== CUSTOMER_ALGORITHM) throw unknownCustomerAlgorithm(algorithm);
  if (md5 === undefined) throw noCustomerKeyMd5();
  const key = Buffer.from(text, "base64");
  if (key.length !== KEY_BYTES) throw badCustomerKey();
  if (hash("md5", key, "base64") !== md5) throw badCustomerKeyMd5();
  return { key, md5 };
}

/** Where nobody can listen in: TLS, or a client on this machine. */
const isPrivate = ({ secure, sourceIp }: Origin): boolean =>
  secure || sourceIp === "::1" || isLoopback(sourceIp.replace(/^::ffff:/, ""));

const derived = (key: Buffer, salt: Buffer, purpose: string): Buffer =>
  createHmac("sha256", key).update(`forebay s3 customer key: ${purpose}`).update(salt).digest();

/** A data key that only the customer's key leads to, and what to keep of it. */
export function newCustomerEncryption({ key }: CustomerKey): { encryption: CustomerEncryption; dataKey: Buffer } {
  const salt = bytes(SALT_BYTES);
  const hmac = derived(key, salt, "recognition").toString("base64");
  return {
    encryption: { kind: "SSE-C", salt: salt.toString("base64"), hmac },
    dataKey: derived(key, salt, "data key"),
  };
}

/** Undefined: it is another key than the one that the object was written with. */
export function customerDataKey({ salt: text, hmac }: CustomerEncryption, { key }: CustomerKey): Buffer | undefined {
  const salt = Buffer.from(text, "base64");
  const expected = Buffer.from(hmac, "base64");
  if (!timingSafeEqual(derived(key, salt, "recognition"), expected)) return undefined;
  return derived(key, salt, "data key");
}
