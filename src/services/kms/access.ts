// What each operation of KMS must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import { formerTarget, managing, onAlias, onAliasAndKey, onKey, onNamedKey, onNothing, using } from "./access-needs.ts";
import type { Call, Input, KmsContext, Sdk } from "./context.ts";
import { decryptingKey } from "./encryption.ts";
import { findKeyById, lookUp } from "./find-key.ts";
import { grantsAllowing, isPrincipal, mayPassOn } from "./grant-access.ts";
import { keyArn } from "./key.ts";
import { callerContext, type Context, encryptionContext, keyContext, specContext } from "./key-context.ts";
import { retiredGrant } from "./retired-grant.ts";

const tagsOf = (tags: readonly { TagKey?: string | undefined; TagValue?: string | undefined }[] | undefined) =>
  tags && Object.fromEntries(tags.map(({ TagKey = "", TagValue = "" }) => [TagKey, TagValue]));

const bypass = (input: { readonly BypassPolicyLockoutSafetyCheck?: boolean | undefined }): Context => ({
  "kms:BypassPolicyLockoutSafetyCheck": String(input.BypassPolicyLockoutSafetyCheck ?? false),
});

const encrypting = ({ EncryptionAlgorithm = "SYMMETRIC_DEFAULT" }: { EncryptionAlgorithm?: string }): Context => ({
  "kms:EncryptionAlgorithm": EncryptionAlgorithm,
});

const signing = ({ SigningAlgorithm, MessageType = "RAW" }: Input<"Sign">): Context => ({
  "kms:SigningAlgorithm": SigningAlgorithm,
  "kms:MessageType": MessageType,
});

const mac = ({ MacAlgorithm }: Input<"GenerateMac">): Context => ({ "kms:MacAlgorithm": MacAlgorithm });

const pair = ({ KeyPairSpec }: Input<"GenerateDataKeyPair">): Context => ({
  ...encrypting({}),
  "kms:DataKeyPairSpec": KeyPairSpec,
});

async function creating(input: Input<"CreateKey">, call: Call): Promise<AccessNeed[]> {
  const spec = input.KeySpec ?? input.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT";
  const context = {
    ...specContext({ spec, usage: input.KeyUsage ?? "ENCRYPT_DECRYPT" }),
    ...bypass(input),
    "kms:KeyOrigin": input.Origin ?? "AWS_KMS",
    "kms:MultiRegion": String(input.MultiRegion ?? false),
    "kms:MultiRegionKeyType": input.MultiRegion === true ? "PRIMARY" : undefined,
  };
  const requestTags = tagsOf(input.Tags);
  const need = onNothing("CreateKey", call, { context, requestTags });
  return requestTags ? [need, onNothing("TagResource", call, { context, requestTags })] : [need];
}

async function decrypting(input: Input<"Decrypt">, call: Call): Promise<AccessNeed> {
  const { CiphertextBlob: ciphertext = new Uint8Array(), KeyId: keyId, EncryptionContext: context } = input;
  const algorithm = input.EncryptionAlgorithm ?? "SYMMETRIC_DEFAULT";
  const facts = encrypting({ EncryptionAlgorithm: algorithm });
  const named = keyId ?? (await decryptingKey({ ciphertext, keyId, algorithm }, call)).arn;
  return onNamedKey("Decrypt", named, call, context, facts);
}

async function reEncrypting(input: Input<"ReEncrypt">, call: Call): Promise<AccessNeed[]> {
  const { CiphertextBlob: ciphertext = new Uint8Array(), SourceKeyId, DestinationKeyId } = input;
  const from = input.SourceEncryptionAlgorithm ?? "SYMMETRIC_DEFAULT";
  const to = input.DestinationEncryptionAlgorithm ?? "SYMMETRIC_DEFAULT";
  const source = SourceKeyId ?? (await decryptingKey({ ciphertext, keyId: undefined, algorithm: from }, call)).arn;
  const same = (await lookUp(source, call))?.arn === (await lookUp(DestinationKeyId, call))?.arn;
  const facts = { "kms:ReEncryptOnSameKey": String(same) };
  return [
    await onNamedKey("ReEncryptFrom", source, call, input.SourceEncryptionContext, {
      ...facts,
      ...encrypting({ EncryptionAlgorithm: from }),
    }),
    await onNamedKey("ReEncryptTo", DestinationKeyId, call, input.DestinationEncryptionContext, {
      ...facts,
      ...encrypting({ EncryptionAlgorithm: to }),
    }),
  ];
}

async function granting(input: Input<"CreateGrant">, call: Call): Promise<AccessNeed> {
  const key = await findKeyById(input.KeyId, call);
  const { EncryptionContextEquals: equals, EncryptionContextSubset: subset } = input.Constraints ?? {};
  const parents = await grantsAllowing(key, "CreateGrant", call);
  const granted = parents.some((parent) => mayPassOn(parent, { operations: input.Operations, equals, subset }));
  const context = {
    ...encryptionContext(equals ?? subset),
    "kms:GrantOperations": input.Operations,
    "kms:GranteePrincipal": input.GranteePrincipal ?? input.GranteeServicePrincipal,
    "kms:RetiringPrincipal": input.RetiringPrincipal ?? input.RetiringServicePrincipal,
    "kms:GrantConstraintType": equals ? "EncryptionContextEquals" : subset && "EncryptionContextSubset",
    "kms:GrantIsForAWSResource": String(call.caller.kind === "service" || call.origin.host === IN_PROCESS_HOST),
  };
  return onKey("CreateGrant", key, call, { context, granted });
}

/** Of calls that services make in process. */
const IN_PROCESS_HOST = "forebay.internal";

/** Documented: the grant itself says first who may retire it. */
async function retiring(input: Input<"RetireGrant">, call: Call): Promise<AccessNeed> {
  const { key, grantId } = await retiredGrant(input, call);
  const grant = (await call.context.store.grantsOf(key.name))?.find((each) => each.grantId === grantId);
  const { caller } = call;
  const granted =
    grant !== undefined &&
    ((grant.retiring !== undefined && isPrincipal(caller, grant.retiring)) ||
      (isPrincipal(caller, grant.grantee) && grant.operations.includes("RetireGrant")) ||
      (caller.kind === "root" && caller.account === grant.issuingAccount));
  return onKey("RetireGrant", key, call, { granted });
}

async function replicating(input: Input<"ReplicateKey">, call: Call): Promise<AccessNeed[]> {
  const key = await findKeyById(input.KeyId, call);
  const requestTags = tagsOf(input.Tags);
  const context = { ...bypass(input), "kms:ReplicaRegion": input.ReplicaRegion };
  const replica = keyArn({ ...key.name, region: input.ReplicaRegion });
  const made = {
    context: { ...callerContext(call), ...(await keyContext(key, call)) },
    ...(requestTags && { requestTags }),
  };
  return [
    await onKey("ReplicateKey", key, call, { context }),
    { action: "kms:CreateKey", resource: "*", ...made },
    ...(requestTags ? [{ action: "kms:TagResource", resource: replica, ...made }] : []),
  ];
}

export const access: AccessTable<Sdk, KmsContext> = {
  CancelKeyDeletion: managing("CancelKeyDeletion"),
  CreateAlias: onAliasAndKey("CreateAlias"),
  CreateGrant: granting,
  CreateKey: creating,
  Decrypt: decrypting,
  DeleteAlias: async ({ AliasName }, call) => [
    onAlias("DeleteAlias", AliasName, call),
    ...(await formerTarget("DeleteAlias", AliasName, call)),
  ],
  DeleteImportedKeyMaterial: managing("DeleteImportedKeyMaterial"),
  DeriveSharedSecret: using("DeriveSharedSecret", ({ KeyAgreementAlgorithm }: Input<"DeriveSharedSecret">) => ({
    "kms:KeyAgreementAlgorithm": KeyAgreementAlgorithm,
  })),
  DescribeKey: using("DescribeKey"),
  DisableKey: managing("DisableKey"),
  DisableKeyRotation: managing("DisableKeyRotation"),
  EnableKey: managing("EnableKey"),
  EnableKeyRotation: managing("EnableKeyRotation", ({ RotationPeriodInDays }: Input<"EnableKeyRotation">) => ({
    context: { "kms:RotationPeriodInDays": RotationPeriodInDays?.toString() },
  })),
  Encrypt: using("Encrypt", encrypting),
  GenerateDataKey: using("GenerateDataKey", () => encrypting({})),
  GenerateDataKeyPair: using("GenerateDataKeyPair", pair),
  GenerateDataKeyPairWithoutPlaintext: using("GenerateDataKeyPairWithoutPlaintext", pair),
  GenerateDataKeyWithoutPlaintext: using("GenerateDataKeyWithoutPlaintext", () => encrypting({})),
  GenerateMac: using("GenerateMac", mac),
  GenerateRandom: (_, call) => onNothing("GenerateRandom", call),
  GetKeyLastUsage: managing("GetKeyLastUsage"),
  GetKeyPolicy: managing("GetKeyPolicy"),
  GetKeyRotationStatus: managing("GetKeyRotationStatus"),
  GetParametersForImport: managing("GetParametersForImport", (input: Input<"GetParametersForImport">) => ({
    context: { "kms:WrappingAlgorithm": input.WrappingAlgorithm, "kms:WrappingKeySpec": input.WrappingKeySpec },
  })),
  GetPublicKey: using("GetPublicKey"),
  ImportKeyMaterial: managing("ImportKeyMaterial", ({ ExpirationModel, ValidTo }: Input<"ImportKeyMaterial">) => ({
    context: { "kms:ExpirationModel": ExpirationModel, "kms:ValidTo": ValidTo?.toISOString() },
  })),
  ListAliases: (_, call) => onNothing("ListAliases", call),
  ListGrants: managing("ListGrants"),
  ListKeyPolicies: managing("ListKeyPolicies"),
  ListKeyRotations: managing("ListKeyRotations"),
  ListKeys: (_, call) => onNothing("ListKeys", call),
  ListResourceTags: managing("ListResourceTags"),
  ListRetirableGrants: (_, call) => onNothing("ListRetirableGrants", call),
  PutKeyPolicy: managing("PutKeyPolicy", (input: Input<"PutKeyPolicy">) => ({ context: bypass(input) })),
  ReEncrypt: reEncrypting,
  ReplicateKey: replicating,
  RetireGrant: retiring,
  RevokeGrant: managing("RevokeGrant"),
  RotateKeyOnDemand: managing("RotateKeyOnDemand"),
  ScheduleKeyDeletion: managing("ScheduleKeyDeletion", ({ PendingWindowInDays }: Input<"ScheduleKeyDeletion">) => ({
    context: { "kms:ScheduleKeyDeletionPendingWindowInDays": PendingWindowInDays?.toString() },
  })),
  Sign: using("Sign", signing),
  TagResource: managing("TagResource", ({ Tags }: Input<"TagResource">) => ({ requestTags: tagsOf(Tags) })),
  UntagResource: managing("UntagResource", ({ TagKeys }: Input<"UntagResource">) => ({
    requestTags: Object.fromEntries(TagKeys.map((key) => [key, ""])),
  })),
  UpdateAlias: async (input, call) => [
    ...(await onAliasAndKey("UpdateAlias")(input, call)),
    ...(await formerTarget("UpdateAlias", input.AliasName, call)),
  ],
  UpdateKeyDescription: managing("UpdateKeyDescription"),
  UpdatePrimaryRegion: managing("UpdatePrimaryRegion", ({ PrimaryRegion }: Input<"UpdatePrimaryRegion">) => ({
    context: { "kms:PrimaryRegion": PrimaryRegion },
  })),
  Verify: using("Verify", signing),
  VerifyMac: using("VerifyMac", mac),
};
