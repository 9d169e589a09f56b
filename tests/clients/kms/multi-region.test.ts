// Multi-Region keys with the JS SDK: replicas, shared material, the primary region, deletion.
import {
  CreateAliasCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  type KMSClient,
  ListKeyRotationsCommand,
  ReplicateKeyCommand,
  RotateKeyOnDemandCommand,
  ScheduleKeyDeletionCommand,
  UpdatePrimaryRegionCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT, DAY_MS, type Platform, REGION, startKms, text } from "./platform.ts";

const OTHER = "eu-west-1";
let platform: Platform;
let elsewhere: KMSClient;
beforeAll(async () => {
  platform = await startKms();
  elsewhere = platform.client({ region: OTHER });
});
afterAll(() => platform[Symbol.asyncDispose]());

const describeKey = async (client: KMSClient, KeyId: string) =>
  (await client.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
const encrypt = (client: KMSClient, KeyId: string) =>
  client.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("everywhere") }));
const decrypt = async (client: KMSClient, CiphertextBlob: Uint8Array | undefined) =>
  text((await client.send(new DecryptCommand({ CiphertextBlob }))).Plaintext);

async function replicated(): Promise<{ KeyId: string; Arn: string; replicaArn: string }> {
  const { KeyId, Arn } = await platform.key({ MultiRegion: true });
  await platform.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: OTHER }));
  await platform.forebay.clock.advance(1000);
  return { KeyId, Arn, replicaArn: `arn:aws:kms:${OTHER}:${ACCOUNT}:key/${KeyId}` };
}

describe("ReplicateKey", () => {
  test("makes a related key with the same id and material, Creating for a moment (recorded)", async () => {
    const { KeyId, Arn, MultiRegion } = await platform.key({ MultiRegion: true, Description: "primary" });
    expect(KeyId).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect(MultiRegion).toBe(true);
    await expect(describeKey(elsewhere, KeyId)).rejects.toMatchObject({ name: "NotFoundException" });
    const { ReplicaKeyMetadata, ReplicaPolicy } = await platform.kms.send(
      new ReplicateKeyCommand({ KeyId, ReplicaRegion: OTHER, Description: "replica" }),
    );
    const replicaArn = `arn:aws:kms:${OTHER}:${ACCOUNT}:key/${KeyId}`;
    const family = {
      PrimaryKey: { Arn, Region: REGION },
      ReplicaKeys: [{ Arn: replicaArn, Region: OTHER }],
    };
    expect(ReplicaKeyMetadata).toMatchObject({
      Arn: replicaArn,
      KeyState: "Creating",
      Enabled: false,
      Description: "replica",
      MultiRegionConfiguration: { MultiRegionKeyType: "REPLICA", ...family },
    });
    expect(JSON.parse(ReplicaPolicy ?? "")).toMatchObject({ Id: "key-default-1" });
    await platform.forebay.clock.advance(1000);
    expect(await describeKey(elsewhere, KeyId)).toMatchObject({ KeyState: "Enabled", KeyId });
    expect(await describeKey(platform.kms, KeyId)).toMatchObject({
      Description: "primary",
      MultiRegionConfiguration: { MultiRegionKeyType: "PRIMARY", ...family },
    });
  });

  test("what one encrypts, the other decrypts", async () => {
    const { KeyId } = await replicated();
    const { CiphertextBlob } = await encrypt(platform.kms, KeyId);
    expect(await decrypt(elsewhere, CiphertextBlob)).toBe("everywhere");
    expect(await decrypt(platform.kms, (await encrypt(elsewhere, KeyId)).CiphertextBlob)).toBe("everywhere");
  });

  test("of a replica, of a single-Region key, or twice into a region is refused (recorded)", async () => {
    const { KeyId, replicaArn } = await replicated();
    await expect(
      elsewhere.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: "ap-southeast-1" })),
    ).rejects.toMatchObject({
      name: "UnsupportedOperationException",
      message: `${replicaArn} is not a multi-region primary key.`,
    });
    const single = await platform.key();
    await expect(
      platform.kms.send(new ReplicateKeyCommand({ KeyId: single.KeyId, ReplicaRegion: OTHER })),
    ).rejects.toMatchObject({ name: "UnsupportedOperationException" });
    await expect(platform.kms.send(new ReplicateKeyCommand({ KeyId, ReplicaRegion: OTHER }))).rejects.toMatchObject({
      name: "AlreadyExistsException",
    });
  });
});

describe("rotation", () => {
  test("new material of the primary key is the replica's too; a replica does not rotate", async () => {
    const { KeyId, replicaArn } = await replicated();
    await platform.kms.send(new RotateKeyOnDemandCommand({ KeyId }));
    const primary = await describeKey(platform.kms, KeyId);
    expect((await describeKey(elsewhere, KeyId))?.CurrentKeyMaterialId).toBe(primary?.CurrentKeyMaterialId);
    expect(await decrypt(elsewhere, (await encrypt(platform.kms, KeyId)).CiphertextBlob)).toBe("everywhere");
    await expect(elsewhere.send(new EnableKeyRotationCommand({ KeyId }))).rejects.toMatchObject({
      name: "UnsupportedOperationException",
      message: `${replicaArn} is not a multi-region primary key.`,
    });
  });
});

describe("UpdatePrimaryRegion", () => {
  test("moves the primary key, and its rotation with it", async () => {
    const { KeyId, Arn, replicaArn } = await replicated();
    await platform.kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays: 90 }));
    await platform.kms.send(new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: OTHER }));
    const expected = { PrimaryKey: { Arn: replicaArn, Region: OTHER }, ReplicaKeys: [{ Arn, Region: REGION }] };
    for (const client of [platform.kms, elsewhere])
      expect((await describeKey(client, KeyId))?.MultiRegionConfiguration).toMatchObject(expected);
    await platform.forebay.clock.advance(91 * DAY_MS);
    for (const client of [platform.kms, elsewhere])
      expect((await client.send(new ListKeyRotationsCommand({ KeyId }))).Rotations).toHaveLength(1);
    await expect(
      elsewhere.send(new UpdatePrimaryRegionCommand({ KeyId, PrimaryRegion: "ap-southeast-1" })),
    ).rejects.toMatchObject({ name: "NotFoundException" });
  });
});

describe("ScheduleKeyDeletion", () => {
  test("a primary key waits for its replicas before its own days begin (documented)", async () => {
    const { KeyId, Arn } = await replicated();
    await elsewhere.send(new CreateAliasCommand({ AliasName: `alias/${KeyId}`, TargetKeyId: KeyId }));
    const answer = await platform.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 10 }));
    expect(answer).toMatchObject({ KeyState: "PendingReplicaDeletion", PendingWindowInDays: 10 });
    expect(answer.DeletionDate).toBeUndefined();
    expect(await describeKey(platform.kms, KeyId)).toMatchObject({ PendingDeletionWindowInDays: 10 });
    await expect(encrypt(platform.kms, KeyId)).rejects.toMatchObject({
      message: `${Arn} is pending replica deletion.`,
    });
    await elsewhere.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await platform.forebay.clock.advance(7 * DAY_MS + 1000);
    await expect(describeKey(elsewhere, KeyId)).rejects.toMatchObject({ name: "NotFoundException" });
    const primary = await describeKey(platform.kms, KeyId);
    expect(primary).toMatchObject({ KeyState: "PendingDeletion", DeletionDate: expect.any(Date) });
    expect(primary?.MultiRegionConfiguration?.ReplicaKeys).toEqual([]);
    await platform.forebay.clock.advance(10 * DAY_MS + 1000);
    await expect(describeKey(platform.kms, KeyId)).rejects.toMatchObject({ name: "NotFoundException" });
  });
});
