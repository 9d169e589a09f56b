// What answers say of an object's encryption.
import type { CustomerKey } from "./customer-key.ts";
import { CUSTOMER_ALGORITHM } from "./customer-key.ts";
import { type Encryption, isKms } from "./encryption.ts";

/** `customer`: the key that came with the request. */
export function encryptionAnswer(encryption: Encryption | undefined, customer: CustomerKey | undefined) {
  if (encryption === undefined) return {};
  if (encryption.kind === "SSE-C")
    return customer === undefined ? {} : { SSECustomerAlgorithm: CUSTOMER_ALGORITHM, SSECustomerKeyMD5: customer.md5 };
  if (!isKms(encryption)) return { ServerSideEncryption: encryption.kind };
  return {
    ServerSideEncryption: encryption.kind,
    SSEKMSKeyId: encryption.keyArn,
    ...(encryption.underBucketKey === undefined ? {} : { BucketKeyEnabled: true }),
  };
}

/** Of writes that show the client's context as well; base64 of JSON. */
export function writtenEncryptionAnswer(encryption: Encryption | undefined, customer: CustomerKey | undefined) {
  const context = isKms(encryption) ? encryption.context : undefined;
  return {
    ...encryptionAnswer(encryption, customer),
    ...(context === undefined
      ? {}
      : { SSEKMSEncryptionContext: Buffer.from(JSON.stringify(context)).toString("base64") }),
  };
}
