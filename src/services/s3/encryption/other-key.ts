// Another key of KMS over the data key that an object has: its bytes stay as they are.
import {
  contextOf,
  dataKeysOf,
  type KeyCall,
  type KeyOwner,
  nameOf,
  type Place,
  throwKmsError,
  underBucketKey,
} from "./data-keys.ts";
import type { Encryption, KmsEncryption, OwnEncryption } from "./encryption.ts";
import { unreadable } from "./errors.ts";

export interface OtherKey {
  readonly keyArn: string;
  readonly bucketKey: boolean;
}

/** The encryption of an object that is given another key in its bucket. Errors: as `underOtherKey`; InternalError when its key was altered. */
export async function forOtherName(
  encryption: Encryption,
  { bucket, from, to }: { readonly bucket: string; readonly from: string; readonly to: string },
  place: Place,
  call: KeyCall,
): Promise<Encryption> {
  const [owner, newOwner] = [
    { bucket, key: from },
    { bucket, key: to },
  ];
  if (encryption.kind === "SSE-C") return encryption;
  if (encryption.kind === "AES256") {
    const [dataKey] = await dataKeysOf(encryption, owner, undefined, call);
    if (dataKey === undefined) throw unreadable();
    return { ...encryption, key: call.context.rootKeys.seal(dataKey, nameOf(newOwner)) };
  }
  const same = { keyArn: encryption.keyArn, bucketKey: encryption.underBucketKey !== undefined };
  return underOtherKey(encryption, owner, same, place, call, newOwner);
}

/** Errors: KMS's, as S3 tells them: of the key that is left, and of the one that is taken. */
export async function underOtherKey(
  encryption: OwnEncryption | KmsEncryption,
  owner: KeyOwner,
  { keyArn, bucketKey }: OtherKey,
  bucket: Place,
  call: KeyCall,
  newOwner = owner,
): Promise<Encryption> {
  const [dataKey] = await dataKeysOf(encryption, owner, undefined, call);
  if (dataKey === undefined) throw unreadable();
  const { caller } = call;
  const place = { account: caller.kind === "service" ? bucket.account : caller.account, region: bucket.region };
  // Inferred: what the client said to KMS for the key before goes on being said.
  const context = encryption.kind === "aws:kms" ? encryption.context : undefined;
  const wanted = { kind: "aws:kms", keyId: keyArn, context, bucketKey } as const;
  if (bucketKey) return (await underBucketKey(wanted, newOwner, place, call, dataKey)).encryption;
  const input = { KeyId: keyArn, Plaintext: dataKey, EncryptionContext: contextOf(newOwner, context, false) };
  const as = { ...place, principal: caller, signal: call.signal };
  const answer = await call.context.peers.call("kms", "Encrypt", input, as).catch(throwKmsError);
  if (answer.CiphertextBlob === undefined || answer.KeyId === undefined) throw unreadable();
  return {
    kind: "aws:kms",
    keyArn: answer.KeyId,
    ciphertext: Buffer.from(answer.CiphertextBlob).toString("base64"),
    context,
  };
}
