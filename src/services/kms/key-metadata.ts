// KeyMetadata, as DescribeKey and the operations that make keys answer it.
import type {
  EncryptionAlgorithmSpec,
  KeyAgreementAlgorithmSpec,
  KeyMetadata,
  MacAlgorithmSpec,
  MultiRegionConfiguration,
  SigningAlgorithmSpec,
} from "@aws-sdk/client-kms";
import { currentMaterial, expirationModel, isReplica, type Key, keyArn, type KeyRow, toldMaterialId } from "./key.ts";
import { algorithmsOf } from "./key-spec.ts";

/** Which members say a key's algorithms, by its usage. */
export function algorithmMembers({ spec, usage }: Pick<KeyRow, "spec" | "usage">): {
  EncryptionAlgorithms?: EncryptionAlgorithmSpec[];
  SigningAlgorithms?: SigningAlgorithmSpec[];
  KeyAgreementAlgorithms?: KeyAgreementAlgorithmSpec[];
  MacAlgorithms?: MacAlgorithmSpec[];
} {
  const algorithms = [...algorithmsOf(spec, usage)];
  if (usage === "ENCRYPT_DECRYPT") return { EncryptionAlgorithms: algorithms as EncryptionAlgorithmSpec[] };
  if (usage === "SIGN_VERIFY") return { SigningAlgorithms: algorithms as SigningAlgorithmSpec[] };
  if (usage === "KEY_AGREEMENT") return { KeyAgreementAlgorithms: algorithms as KeyAgreementAlgorithmSpec[] };
  return { MacAlgorithms: algorithms as MacAlgorithmSpec[] };
}

export const customerMasterKeySpec = (spec: string): KeyMetadata["CustomerMasterKeySpec"] =>
  spec as KeyMetadata["CustomerMasterKeySpec"];

export function keyMetadata(key: Key): KeyMetadata {
  const { name, arn, deletion } = key;
  const material = currentMaterial(key);
  const imported = material?.wrapped ? material : undefined;
  const expiresMs = imported?.imported?.expiresMs;
  return {
    AWSAccountId: name.account,
    KeyId: name.keyId,
    Arn: arn,
    CreationDate: new Date(key.createdMs),
    Enabled: key.state === "Enabled",
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: key.state,
    ...(deletion?.dueMs !== undefined && { DeletionDate: new Date(deletion.dueMs) }),
    ...(deletion && deletion.dueMs === undefined && { PendingDeletionWindowInDays: deletion.windowDays }),
    Origin: key.origin,
    ...(imported && { ExpirationModel: expirationModel(imported) }),
    ...(expiresMs !== undefined && { ValidTo: new Date(expiresMs) }),
    KeyManager: key.manager,
    CustomerMasterKeySpec: customerMasterKeySpec(key.spec),
    KeySpec: key.spec,
    ...algorithmMembers(key),
    MultiRegion: key.multiRegion !== undefined,
    ...(key.multiRegion && { MultiRegionConfiguration: multiRegionConfiguration(key, key.multiRegion) }),
    ...(material && { CurrentKeyMaterialId: toldMaterialId(key, material) }),
  };
}

function multiRegionConfiguration(key: Key, facts: NonNullable<KeyRow["multiRegion"]>): MultiRegionConfiguration {
  const { primaryRegion, regions } = facts;
  const related = (region: string) => ({ Arn: keyArn({ ...key.name, region }), Region: region });
  return {
    MultiRegionKeyType: isReplica(key) ? "REPLICA" : "PRIMARY",
    PrimaryKey: related(primaryRegion),
    ReplicaKeys: regions.filter((region) => region !== primaryRegion).map(related),
  };
}
