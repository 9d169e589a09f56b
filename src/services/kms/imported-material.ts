// Imported key material: what a key accepts, which of its materials it becomes, and when it expires.
import { createPrivateKey } from "node:crypto";
import type { ImportType } from "@aws-sdk/client-kms";
import type { DurableTimer } from "../../kit/jobs.ts";
import type { JobHandler } from "../../kit/service.ts";
import type { KmsContext } from "./context.ts";
import { incorrectMaterial, invalidState } from "./errors.ts";
import { type Key, type KeyName, lacksMaterial, type Material } from "./key.ts";
import { type MaterialKind, materialKind } from "./key-spec.ts";
import type { KmsTransaction } from "./store.ts";

const KIND = "expire-material";

interface Payload {
  readonly name: KeyName;
  readonly materialId: string;
}

const timerKey = ({ account, region, keyId }: KeyName, materialId: string): string =>
  `${account}/${region}/${keyId}/${materialId}`;

/** PKCS #8 as Node writes it, or a symmetric key's bytes. Errors: IncorrectKeyMaterialException. */
export function acceptedMaterial({ spec }: Key, material: Buffer): Buffer {
  const kind = materialKind(spec);
  if (kind.kind !== "secret") return acceptedPrivateKey(kind, spec, material);
  if (material.length !== kind.sizeBytes)
    throw incorrectMaterial(`Key material of ${spec} must have ${kind.sizeBytes} bytes.`);
  return material;
}

function acceptedPrivateKey(kind: MaterialKind, spec: string, der: Buffer): Buffer {
  try {
    const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
    const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
    const fits =
      (kind.kind === "rsa" && key.asymmetricKeyType === "rsa" && modulusLength === kind.modulusBits) ||
      (kind.kind === "ec" && namedCurve === (OPENSSL_CURVES[kind.curve] ?? kind.curve)) ||
      (kind.kind === "ed25519" && key.asymmetricKeyType === "ed25519");
    if (fits) return key.export({ format: "der", type: "pkcs8" });
  } catch {
    // not a private key: refused below
  }
  throw incorrectMaterial(`The key material is not a private key of ${spec} in PKCS #8.`);
}

const OPENSSL_CURVES: Readonly<Record<string, string>> = {
  "P-256": "prime256v1",
  "P-384": "secp384r1",
  "P-521": "secp521r1",
};

/**
 * The key with that material. Documented: a key takes the same material again at any time; a symmetric one also new
 * material, which waits for RotateKeyOnDemand. Errors: IncorrectKeyMaterialException, KMSInvalidStateException.
 */
export function withImported(key: Key, material: Omit<Material, "state">, importType: ImportType | undefined): Key {
  const known = key.materials.find(({ id }) => id === material.id);
  const isNew = importType === "NEW_KEY_MATERIAL" || (importType === undefined && key.materials.length === 0);
  if (known)
    return imported(
      key,
      key.materials.map((each) => (each === known ? { ...known, ...material } : each)),
    );
  if (!isNew)
    throw incorrectMaterial("The key material is not the same as the material that was imported into this key before.");
  if (key.materials.length === 0) return imported(key, [{ ...material, state: "CURRENT" }]);
  if (key.spec !== "SYMMETRIC_DEFAULT" || key.multiRegion)
    throw incorrectMaterial("Only single-Region symmetric encryption keys take new key material.");
  const pending = key.materials.find(({ state }) => state === "PENDING_ROTATION");
  if (pending)
    throw invalidState(
      `New key material (id: ${material.id}) cannot be imported into KMS key ${key.name.keyId}, because another key ` +
        `material (id: ${pending.id}) is pending rotation.`,
    ); // recorded
  return imported(key, [...key.materials, { ...material, state: "PENDING_ROTATION" }]);
}

function imported(key: Key, materials: readonly Material[]): Key {
  const changed = { ...key, materials };
  const complete = key.state === "PendingImport" && !lacksMaterial(changed);
  return complete ? { ...changed, state: "Enabled" } : changed;
}

/** Sets, or when the material does not expire cancels, its timer. */
export async function scheduleExpiry(transaction: KmsTransaction, { name }: Key, material: Omit<Material, "state">) {
  const key = timerKey(name, material.id);
  const dueMs = material.imported?.expiresMs;
  if (dueMs === undefined) return transaction.cancel(KIND, key);
  const payload: Payload = { name, materialId: material.id };
  const timer: DurableTimer = { kind: KIND, key, dueMs, payload };
  return transaction.schedule(timer);
}

/** The key without the bytes of that material; it then waits for their import. One that waits for rotation is forgotten whole. */
export async function withoutMaterial(transaction: KmsTransaction, key: Key, materialId: string): Promise<Key> {
  await transaction.cancel(KIND, timerKey(key.name, materialId));
  const materials = key.materials
    .filter(({ id, state }) => id !== materialId || state !== "PENDING_ROTATION")
    .map((each) => (each.id === materialId ? { ...each, wrapped: undefined } : each));
  const changed = { ...key, materials };
  const waits = lacksMaterial(changed) && (key.state === "Enabled" || key.state === "Disabled");
  return waits ? { ...changed, state: "PendingImport" } : changed;
}

export const expireMaterial: JobHandler<KmsContext> = async ({ payload }, { store, clock }) => {
  const { name, materialId } = payload as Payload;
  await store.transact(async (transaction) => {
    const key = await transaction.findKey(name);
    const expiresMs = key?.materials.find(({ id }) => id === materialId)?.imported?.expiresMs;
    if (key && expiresMs !== undefined && expiresMs <= clock.now())
      transaction.putKey(await withoutMaterial(transaction, key, materialId));
  });
};
