// Rotation of key material with the JS SDK: on demand, and by itself on the virtual clock.
import {
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyRotationStatusCommand,
  paginateListKeyRotations,
  type RotationsListEntry,
  RotateKeyOnDemandCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, type Platform, startKms, text } from "./platform.ts";

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

const status = (KeyId: string) => platform.kms.send(new GetKeyRotationStatusCommand({ KeyId }));
const rotate = (KeyId: string) => platform.kms.send(new RotateKeyOnDemandCommand({ KeyId }));
const encrypt = (KeyId: string) => platform.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("kept") }));
const decrypt = (CiphertextBlob: Uint8Array | undefined) => platform.kms.send(new DecryptCommand({ CiphertextBlob }));
const current = async (KeyId: string) =>
  (await platform.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.CurrentKeyMaterialId;

async function rotations(KeyId: string, all = false): Promise<RotationsListEntry[]> {
  const found: RotationsListEntry[] = [];
  const input = { KeyId, ...(all && { IncludeKeyMaterial: "ALL_KEY_MATERIAL" as const }) };
  for await (const page of paginateListKeyRotations({ client: platform.kms, pageSize: 2 }, input))
    found.push(...(page.Rotations ?? []));
  return found;
}

describe("RotateKeyOnDemand", () => {
  test("new material encrypts, and the old decrypts what it encrypted", async () => {
    const { KeyId, Arn, CurrentKeyMaterialId: first } = await platform.key();
    const before = await encrypt(KeyId);
    expect(await rotate(KeyId)).toMatchObject({ KeyId: Arn });
    const second = await current(KeyId);
    expect(second).not.toBe(first);
    const after = await encrypt(KeyId);
    expect(await decrypt(before.CiphertextBlob)).toMatchObject({ KeyMaterialId: first });
    expect(await decrypt(after.CiphertextBlob)).toMatchObject({ KeyMaterialId: second });
    expect(text((await decrypt(before.CiphertextBlob)).Plaintext)).toBe("kept");
    expect(await rotations(KeyId)).toEqual([
      {
        KeyId: Arn,
        KeyMaterialId: second,
        KeyMaterialState: "CURRENT",
        RotationDate: expect.any(Date),
        RotationType: "ON_DEMAND",
      },
    ]);
    expect(await rotations(KeyId, true)).toMatchObject([
      { KeyMaterialId: first, KeyMaterialState: "NON_CURRENT" },
      { KeyMaterialId: second },
    ]);
  });

  test("ten times at most (recorded)", async () => {
    const { KeyId, Arn } = await platform.key();
    for (let count = 0; count < 10; count++) await rotate(KeyId);
    await expect(rotate(KeyId)).rejects.toMatchObject({
      name: "LimitExceededException",
      message:
        "The on-demand rotations limit has been reached for the given keyId. " +
        `No more on-demand rotations can be performed for this key: ${Arn}`,
    });
    expect(await rotations(KeyId)).toHaveLength(10);
  });

  test("disabled keys and asymmetric ones are refused (recorded)", async () => {
    const { KeyId, Arn } = await platform.key();
    await platform.kms.send(new DisableKeyCommand({ KeyId }));
    await expect(rotate(KeyId)).rejects.toMatchObject({ name: "DisabledException", message: `${Arn} is disabled.` });
    const asymmetric = await platform.key({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
    await expect(rotate(asymmetric.KeyId)).rejects.toMatchObject({ name: "UnsupportedOperationException" });
  });
});

describe("EnableKeyRotation", () => {
  test("rotates by itself every so many days, until it is disabled", async () => {
    const { KeyId, Arn } = await platform.key();
    expect(await status(KeyId)).toMatchObject({ KeyId: Arn, KeyRotationEnabled: false });
    await platform.kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    const enabled = await status(KeyId);
    expect(enabled).toMatchObject({ KeyRotationEnabled: true, RotationPeriodInDays: 90 });
    const dueMs = enabled.NextRotationDate?.getTime() ?? 0;
    expect(dueMs).toBeGreaterThan(platform.forebay.clock.now().getTime() + 89 * DAY_MS);
    const first = await encrypt(KeyId);
    for (let count = 1; count <= 3; count++) {
      await platform.forebay.clock.advance(90 * DAY_MS);
      expect(await rotations(KeyId)).toHaveLength(count);
    }
    expect((await rotations(KeyId)).every(({ RotationType }) => RotationType === "AUTOMATIC")).toBe(true);
    expect((await status(KeyId)).NextRotationDate?.getTime()).toBe(dueMs + 3 * 90 * DAY_MS);
    expect(text((await decrypt(first.CiphertextBlob)).Plaintext)).toBe("kept");
    await platform.kms.send(new DisableKeyRotationCommand({ KeyId }));
    await platform.forebay.clock.advance(90 * DAY_MS);
    expect(await rotations(KeyId)).toHaveLength(3);
    expect((await status(KeyId)).NextRotationDate).toBeUndefined();
  });

  test("a disabled key rotates when it is enabled again (documented)", async () => {
    const { KeyId } = await platform.key();
    await platform.kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    await platform.kms.send(new DisableKeyCommand({ KeyId }));
    await platform.forebay.clock.advance(91 * DAY_MS);
    expect(await rotations(KeyId)).toEqual([]);
    await platform.kms.send(new EnableKeyCommand({ KeyId }));
    await platform.forebay.clock.advance(1000);
    expect(await rotations(KeyId)).toHaveLength(1);
  });

  test("a year unless told otherwise; only symmetric keys with material of KMS' own (recorded)", async () => {
    const { KeyId } = await platform.key();
    await platform.kms.send(new EnableKeyRotationCommand({ KeyId }));
    expect(await status(KeyId)).toMatchObject({ RotationPeriodInDays: 365 });
    const external = await platform.key({ Origin: "EXTERNAL" });
    await expect(platform.kms.send(new EnableKeyRotationCommand({ KeyId: external.KeyId }))).rejects.toMatchObject({
      name: "UnsupportedOperationException",
      message: `${external.Arn} origin is EXTERNAL which is not valid for this operation.`,
    });
  });
});
