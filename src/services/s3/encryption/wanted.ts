// The encryption that a write asks for: its headers, or what the bucket has for those that say nothing.
import type { ServerSideEncryptionConfiguration } from "@aws-sdk/client-s3";
import type { Caller, Origin } from "../../../kit/service.ts";
import { type CustomerKey, customerKeyOf } from "./customer-key.ts";
import {
  badEncryptionContext,
  customerKeyBesides,
  encryptionBlocked,
  kmsKeyWithoutKms,
  kmsUnsigned,
  unknownEncryption,
} from "./errors.ts";

export interface WantedKms {
  readonly kind: "aws:kms" | "aws:kms:dsse";
  /** Undefined: the key that AWS manages for S3. */
  readonly keyId: string | undefined;
  readonly context: Readonly<Record<string, string>> | undefined;
  readonly bucketKey: boolean;
}

export type WantedEncryption =
  | { readonly kind: "AES256" }
  | WantedKms
  | { readonly kind: "SSE-C"; readonly customer: CustomerKey };

export interface EncryptionInput {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly SSEKMSEncryptionContext?: string | undefined;
  readonly BucketKeyEnabled?: boolean | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

/** Undefined: the bytes stay as they are. Errors: those of the headers, before anything is looked up. */
export type WantedIn = (defaults: ServerSideEncryptionConfiguration | undefined) => WantedEncryption | undefined;

/** Errors: InvalidArgument, InvalidRequest, InvalidEncryptionAlgorithmError; AccessDenied for what the bucket blocks. */
export function wantedEncryption(input: EncryptionInput, caller: Caller, origin: Origin): WantedIn {
  const { ServerSideEncryption: asked, SSEKMSKeyId: keyId } = input;
  const customer = customerKeyOf(input, origin);
  if (customer !== undefined && asked !== undefined) throw customerKeyBesides(asked);
  if (asked !== undefined && !isKmsName(asked) && asked !== "AES256") throw unknownEncryption(asked);
  if (keyId !== undefined && (asked === undefined || !isKmsName(asked))) throw kmsKeyWithoutKms(asked);
  const context = parseContext(input.SSEKMSEncryptionContext);
  return (defaults) => {
    const rule = defaults?.Rules?.[0];
    const blocked: readonly string[] = rule?.BlockedEncryptionTypes?.EncryptionType ?? [];
    if (customer !== undefined && blocked.includes("SSE-C")) throw encryptionBlocked();
    if (customer !== undefined) return { kind: "SSE-C", customer };
    const byDefault = rule?.ApplyServerSideEncryptionByDefault;
    const kind: string | undefined = asked ?? byDefault?.SSEAlgorithm;
    if (kind === undefined) return undefined;
    if (!isKmsName(kind)) return { kind: "AES256" };
    if (caller.kind === "anonymous") throw kmsUnsigned();
    return {
      kind,
      keyId: asked === undefined ? byDefault?.KMSMasterKeyID : keyId,
      context,
      // Documented: objects in two layers have no bucket keys.
      bucketKey: kind === "aws:kms" && (input.BucketKeyEnabled ?? rule?.BucketKeyEnabled ?? false),
    };
  };
}

const isKmsName = (name: string): name is WantedKms["kind"] => name === "aws:kms" || name === "aws:kms:dsse";

/** Base64 of a JSON object of strings. Errors: InvalidArgument. */
function parseContext(text: string | undefined): Readonly<Record<string, string>> | undefined {
  if (text === undefined) return undefined;
  const context: unknown = parseJson(Buffer.from(text, "base64").toString());
  if (typeof context !== "object" || context === null || Array.isArray(context)) throw badEncryptionContext(text);
  if (!Object.values(context).every((value) => typeof value === "string")) throw badEncryptionContext(text);
  return context as Record<string, string>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
