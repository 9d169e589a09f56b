// What answers say of an object's encryption.
import { CUSTOMER_ALGORITHM } from "./customer-key.ts";
import { type Encryption, isKms } from "./encryption.ts";

interface Asked {
  /** Of the key that came with the request. */
  readonly SSECustomerKeyMD5?: string | undefined;
}

export function encryptionAnswer(encryption: Encryption | undefined, { SSECustomerKeyMD5 }: Asked) {
  if (encryption === undefined) return {};
  if (encryption.kind === "SSE-C")
    return SSECustomerKeyMD5 === undefined ? {} : { SSECustomerAlgorithm: CUSTOMER_ALGORITHM, SSECustomerKeyMD5 };
  if (!isKms(encryption)) return { ServerSideEncryption: encryption.kind };
  return {
    ServerSideEncryption: encryption.kind,
    SSEKMSKeyId: encryption.keyArn,
    ...(encryption.underBucketKey === undefined ? {} : { BucketKeyEnabled: true }),
  };
}

/** Of writes that show the client's context as well; base64 of JSON. */
export function writtenEncryptionAnswer(encryption: Encryption | undefined, asked: Asked) {
  const context = isKms(encryption) ? encryption.context : undefined;
  return {
    ...encryptionAnswer(encryption, asked),
    ...(context === undefined
      ? {}
      : { SSEKMSEncryptionContext: Buffer.from(JSON.stringify(context)).toString("base64") }),
  };
}
