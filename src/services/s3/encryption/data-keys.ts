// Data keys: made for a new object or upload, and got back for one that is there, through KMS where its key is KMS's.
import { createHmac } from "node:crypto";
import { AwsError } from "../../../kit/errors.ts";
import { bytes } from "../../../kit/ids.ts";
import type { Call } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import type { BucketKey } from "./bucket-keys.ts";
import { customerDataKey, type CustomerKey, newCustomerEncryption } from "./customer-key.ts";
import type { Encryption, KmsEncryption } from "./encryption.ts";
import {
  customerKeyMissing,
  customerKeyNotNeeded,
  kmsError,
  kmsUnsigned,
  unreadable,
  wrongCustomerKey,
} from "./errors.ts";
import type { FrameKeys } from "./frames.ts";
import { newDataKey, unwrapKey, wrapKey } from "./root-keys.ts";
import type { WantedEncryption, WantedKms } from "./wanted.ts";

/** Which object the keys are for. */
export interface KeyOwner {
  readonly bucket: string;
  readonly key: string;
}

/** Where KMS is asked. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export type KeyCall = Pick<Call<S3Context>, "caller" | "context" | "signal">;

export interface NewEncryption {
  readonly encryption: Encryption;
  readonly keys: FrameKeys;
}

const MANAGED_KEY = "alias/aws/s3";
const SALT_BYTES = 16;

export const nameOf = ({ bucket, key }: KeyOwner): string => `s3 data key of ${bucket}/${key}`;
const secondNameOf = ({ bucket, key }: KeyOwner): string => `s3 second data key of ${bucket}/${key}`;

/** `bucket`: the bucket written to. Errors: KMS's, as S3 tells them; AccessDenied. */
export async function newEncryption(
  wanted: WantedEncryption,
  owner: KeyOwner,
  bucket: Place,
  call: KeyCall,
): Promise<NewEncryption> {
  const { rootKeys } = call.context;
  if (wanted.kind === "AES256") {
    const key = newDataKey();
    return { encryption: { kind: "AES256", key: rootKeys.seal(key, nameOf(owner)) }, keys: [key] };
  }
  if (wanted.kind === "SSE-C") {
    const { encryption, dataKey } = newCustomerEncryption(wanted.customer);
    return { encryption, keys: [dataKey] };
  }
  const { caller } = call;
  const place = { account: caller.kind === "service" ? bucket.account : caller.account, region: bucket.region };
  if (wanted.bucketKey) return underBucketKey(wanted, owner, place, call, newDataKey());
  const made = await generate(wanted, contextOf(owner, wanted.context, false), place, call);
  const { kind, context } = wanted;
  const encryption = { kind, keyArn: made.keyArn, ciphertext: made.ciphertext, context };
  if (kind === "aws:kms") return { encryption, keys: [made.plaintext] };
  const key = newDataKey();
  const second = rootKeys.seal(key, secondNameOf(owner));
  return { encryption: { ...encryption, second }, keys: [made.plaintext, key] };
}

/** `key`: the data key. */
export async function underBucketKey(
  wanted: WantedKms,
  owner: KeyOwner,
  place: Place,
  call: KeyCall,
  key: Buffer,
): Promise<NewEncryption> {
  const { bucketKeys, clock } = call.context;
  const told = contextOf(owner, wanted.context, true);
  const what = ["make", place.account, place.region, wanted.keyId ?? "", JSON.stringify(told)];
  const made = await bucketKeys.find(requester(call), what, clock.now(), () => generate(wanted, told, place, call));
  return {
    encryption: {
      kind: wanted.kind,
      keyArn: made.keyArn,
      ciphertext: made.ciphertext,
      context: wanted.context,
      underBucketKey: wrapKey(made.plaintext, key, nameOf(owner)).toString("base64"),
    },
    keys: [key],
  };
}

const requester = ({ caller }: KeyCall): string => `${caller.arn} ${caller.accessKeyId ?? ""}`;

/** Documented: S3 adds the ARN of the object, or with a bucket key the bucket's. */
export const contextOf = ({ bucket, key }: KeyOwner, context: WantedKms["context"], bucketKey: boolean) => ({
  ...context,
  "aws:s3:arn": bucketKey ? `arn:aws:s3:::${bucket}` : `arn:aws:s3:::${bucket}/${key}`,
});

async function generate(
  { keyId = MANAGED_KEY }: WantedKms,
  context: Record<string, string>,
  place: Place,
  { caller, context: { peers }, signal }: KeyCall,
): Promise<BucketKey> {
  const input = { KeyId: keyId, KeySpec: "AES_256", EncryptionContext: context } as const;
  const as = { ...place, principal: caller, signal };
  const {
    Plaintext,
    CiphertextBlob,
    KeyId = "",
  } = await peers.call("kms", "GenerateDataKey", input, as).catch(throwKmsError);
  if (Plaintext === undefined || CiphertextBlob === undefined) throw unreadable();
  return {
    plaintext: Buffer.from(Plaintext),
    ciphertext: Buffer.from(CiphertextBlob).toString("base64"),
    keyArn: KeyId,
  };
}

export function throwKmsError(error: unknown): never {
  throw error instanceof AwsError ? kmsError(error) : error;
}

/** Errors: InvalidRequest when a key of the client's is missing or one too many; AccessDenied when it is another one. */
export function checkCustomerKey(encryption: Encryption | undefined, customer: CustomerKey | undefined): void {
  if (encryption?.kind !== "SSE-C") {
    if (customer !== undefined) throw customerKeyNotNeeded();
    return;
  }
  if (customer === undefined) throw customerKeyMissing();
  if (customerDataKey(encryption, customer) === undefined) throw wrongCustomerKey();
}

/** Errors: as `checkCustomerKey`; KMS's, as S3 tells them; InternalError when what is stored of the key was altered. */
export async function dataKeysOf(
  encryption: Encryption,
  owner: KeyOwner,
  customer: CustomerKey | undefined,
  call: KeyCall,
): Promise<FrameKeys> {
  checkCustomerKey(encryption, customer);
  if (encryption.kind === "SSE-C") return [found(customer && customerDataKey(encryption, customer))];
  const { rootKeys } = call.context;
  if (encryption.kind === "AES256") return [found(rootKeys.open(encryption.key, nameOf(owner)))];
  const first = await kmsDataKey(encryption, owner, call);
  if (encryption.kind === "aws:kms") return [first];
  return [first, found(encryption.second && rootKeys.open(encryption.second, secondNameOf(owner)))];
}

function found(key: Buffer | undefined): Buffer {
  if (key === undefined) throw unreadable();
  return key;
}

async function kmsDataKey(encryption: KmsEncryption, owner: KeyOwner, call: KeyCall): Promise<Buffer> {
  const { underBucketKey: wrapped, ciphertext } = encryption;
  const told = contextOf(owner, encryption.context, wrapped !== undefined);
  if (wrapped === undefined) return (await decrypt(encryption, told, call)).plaintext;
  const { bucketKeys, clock } = call.context;
  const what = ["open", ciphertext, JSON.stringify(told)];
  const bucketKey = await bucketKeys.find(requester(call), what, clock.now(), () => decrypt(encryption, told, call));
  return found(unwrapKey(bucketKey.plaintext, Buffer.from(wrapped, "base64"), nameOf(owner)));
}

async function decrypt(
  { keyArn, ciphertext }: KmsEncryption,
  context: Record<string, string>,
  { caller, context: { peers }, signal }: KeyCall,
): Promise<BucketKey> {
  if (caller.kind === "anonymous") throw kmsUnsigned();
  const [, , , region = "", keyAccount = ""] = keyArn.split(":");
  const input = { KeyId: keyArn, CiphertextBlob: Buffer.from(ciphertext, "base64"), EncryptionContext: context };
  const as = { account: caller.kind === "service" ? keyAccount : caller.account, region, principal: caller, signal };
  const { Plaintext } = await peers.call("kms", "Decrypt", input, as).catch(throwKmsError);
  if (Plaintext === undefined) throw unreadable();
  return { plaintext: Buffer.from(Plaintext), ciphertext, keyArn };
}

/** A part is encrypted on its own, under keys that no other part has: base64 of what they are derived with. */
export const newPartSalt = (): string => bytes(SALT_BYTES).toString("base64");

export const partKeys = (keys: FrameKeys, salt: string): FrameKeys =>
  keys.map((key) => createHmac("sha256", key).update("forebay s3 part").update(Buffer.from(salt, "base64")).digest());
