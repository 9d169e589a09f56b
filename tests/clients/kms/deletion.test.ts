// ScheduleKeyDeletion and CancelKeyDeletion with the JS SDK, on the virtual clock.
import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateGrantCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  ListAliasesCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, type Platform, startKms, text } from "./platform.ts";

let platform: Platform;
beforeAll(async () => void (platform = await startKms()));
afterAll(() => platform[Symbol.asyncDispose]());

const schedule = (KeyId: string, PendingWindowInDays?: number) =>
  platform.kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays }));
const encrypt = (KeyId: string) => platform.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("precious") }));
const describeKey = async (KeyId: string) => (await platform.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;

describe("ScheduleKeyDeletion", () => {
  test("a key refuses work while it waits, and is gone after its days, with its aliases", async () => {
    const { KeyId, Arn } = await platform.key();
    await platform.kms.send(new CreateAliasCommand({ AliasName: "alias/doomed", TargetKeyId: KeyId }));
    const { CiphertextBlob } = await encrypt(KeyId);
    const before = platform.forebay.clock.now().getTime();
    const answer = await schedule(KeyId, 7);
    expect(answer).toMatchObject({ KeyId: Arn, KeyState: "PendingDeletion", PendingWindowInDays: 7 });
    expect((answer.DeletionDate?.getTime() ?? 0) - before).toBeGreaterThanOrEqual(7 * DAY_MS - 1000);
    expect(await describeKey(KeyId)).toMatchObject({
      KeyState: "PendingDeletion",
      Enabled: false,
      DeletionDate: answer.DeletionDate,
    });
    const pending = { name: "KMSInvalidStateException", message: `${Arn} is pending deletion.` };
    await expect(encrypt(KeyId)).rejects.toMatchObject(pending);
    await expect(platform.kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject(pending);
    await expect(schedule(KeyId)).rejects.toMatchObject(pending);
    await expect(platform.kms.send(new EnableKeyCommand({ KeyId }))).rejects.toMatchObject(pending);
    await expect(
      platform.kms.send(
        new CreateGrantCommand({ KeyId, GranteePrincipal: "arn:aws:iam::000000000000:root", Operations: ["Decrypt"] }),
      ),
    ).rejects.toMatchObject(pending);

    await platform.forebay.clock.advance(6 * DAY_MS);
    expect(await describeKey(KeyId)).toMatchObject({ KeyState: "PendingDeletion" });
    await platform.forebay.clock.advance(DAY_MS + 1000);
    await expect(describeKey(KeyId)).rejects.toMatchObject({
      name: "NotFoundException",
      message: `Key '${Arn}' does not exist`,
    });
    await expect(platform.kms.send(new DecryptCommand({ CiphertextBlob }))).rejects.toMatchObject({
      name: "AccessDeniedException",
    });
    const { Aliases } = await platform.kms.send(new ListAliasesCommand({}));
    expect(Aliases).toEqual([]);
  });

  test("30 days unless told otherwise; fewer than 7 or more than 30 are refused", async () => {
    const { KeyId } = await platform.key();
    await expect(schedule(KeyId, 6)).rejects.toMatchObject({ name: "ValidationException" });
    await expect(schedule(KeyId, 31)).rejects.toMatchObject({ name: "ValidationException" });
    expect(await schedule(KeyId)).toMatchObject({ PendingWindowInDays: 30 });
  });
});

describe("CancelKeyDeletion", () => {
  test("keeps the key, disabled (documented)", async () => {
    const { KeyId, Arn } = await platform.key();
    const { CiphertextBlob } = await encrypt(KeyId);
    await schedule(KeyId, 7);
    expect(await platform.kms.send(new CancelKeyDeletionCommand({ KeyId }))).toMatchObject({ KeyId: Arn });
    await platform.forebay.clock.advance(8 * DAY_MS);
    const key = await describeKey(KeyId);
    expect(key).toMatchObject({ KeyState: "Disabled" });
    expect(key?.DeletionDate).toBeUndefined();
    await platform.kms.send(new EnableKeyCommand({ KeyId }));
    expect(text((await platform.kms.send(new DecryptCommand({ CiphertextBlob }))).Plaintext)).toBe("precious");
    await expect(platform.kms.send(new CancelKeyDeletionCommand({ KeyId }))).rejects.toMatchObject({
      name: "KMSInvalidStateException",
      message: `${Arn} is not pending deletion.`,
    });
  });
});
