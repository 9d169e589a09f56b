// Data keys: fresh secrets for the caller's own encryption, under a symmetric KMS key.
import type { DataKeyPairSpec } from "@aws-sdk/client-kms";
import { bytes } from "../../kit/ids.ts";
import type { Call } from "./context.ts";
import { checkEncrypts, type Encrypted, encryptWith } from "./encryption.ts";
import type { EncryptionContext } from "./envelope.ts";
import { notBuilt, validation } from "./errors.ts";
import { findKey } from "./find-key.ts";
import { type Key, toldMaterialId } from "./key.ts";
import { generatePair, specFacts } from "./key-spec.ts";
import { checkRequest, stopIfDryRun } from "./request-checks.ts";

interface Request {
  readonly KeyId: string;
  readonly EncryptionContext?: EncryptionContext | undefined;
  readonly GrantTokens?: readonly string[] | undefined;
  readonly DryRun?: boolean | undefined;
}

interface DataKeyRequest extends Request {
  readonly KeySpec?: string | undefined;
  readonly NumberOfBytes?: number | undefined;
}

type Noted =
  | "GenerateDataKey"
  | "GenerateDataKeyWithoutPlaintext"
  | "GenerateDataKeyPair"
  | "GenerateDataKeyPairWithoutPlaintext";

/** Errors: those of Encrypt, and ValidationException when not exactly one of spec and size is given. */
export async function dataKey(input: DataKeyRequest, call: Call, operation: Noted) {
  checkRequest(input, call);
  const size = sizeOf(input);
  const key = await checkedKey(input, call, operation);
  stopIfDryRun(input);
  const plaintext = bytes(size);
  return { plaintext, ...encrypted(key, plaintext, input, call, operation) };
}

/** Text: recorded in public issue threads. */
function sizeOf({ KeySpec, NumberOfBytes }: DataKeyRequest): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined))
    throw validation("Please specify either number of bytes or key spec.");
  return NumberOfBytes ?? (KeySpec === "AES_128" ? 16 : 32);
}

/** Private keys are PKCS #8, public keys SubjectPublicKeyInfo, both DER. Documented. */
export async function dataKeyPair(
  input: Request & { readonly KeyPairSpec: DataKeyPairSpec },
  call: Call,
  operation: Noted,
) {
  checkRequest(input, call);
  const kind = specFacts(input.KeyPairSpec)?.material;
  if (!kind || kind.kind === "secret")
    throw notBuilt(
      `Key pairs of the spec ${input.KeyPairSpec} are not built: the crypto of Node has no such algorithm.`,
    );
  const key = await checkedKey(input, call, operation);
  stopIfDryRun(input);
  const { privateKey, publicKey } = await generatePair(kind);
  return { privateKey, publicKey, ...encrypted(key, privateKey, input, call, operation) };
}

async function checkedKey({ KeyId, EncryptionContext }: Request, call: Call, operation: Noted): Promise<Key> {
  const key = await findKey(KeyId, call);
  checkEncrypts(key, "SYMMETRIC_DEFAULT", EncryptionContext, operation);
  return key;
}

function encrypted(key: Key, plaintext: Buffer, { EncryptionContext }: Request, call: Call, operation: Noted) {
  const { ciphertext, material }: Encrypted = encryptWith(
    key,
    plaintext,
    EncryptionContext,
    "SYMMETRIC_DEFAULT",
    call.context,
  );
  call.context.usage.note(key, operation, call.requestId);
  return { ciphertext, keyArn: key.arn, materialId: toldMaterialId(key, material) };
}
