// CreateAlias, UpdateAlias, DeleteAlias, ListAliases with the JS SDK.
import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  ListAliasesCommand,
  paginateListAliases,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT, type Made, type Platform, REGION, startKms } from "./platform.ts";

let platform: Platform;
let key: Made;
beforeAll(async () => {
  platform = await startKms();
  key = await platform.key();
});
afterAll(() => platform[Symbol.asyncDispose]());

const arnOf = (alias: string): string => `arn:aws:kms:${REGION}:${ACCOUNT}:${alias}`;
const create = (AliasName: string, TargetKeyId = key.KeyId) =>
  platform.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
const target = async (KeyId: string) => (await platform.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyId;

describe("CreateAlias", () => {
  test("names a key; the same name again is AlreadyExistsException (recorded in public threads)", async () => {
    await create("alias/orders");
    expect(await target("alias/orders")).toBe(key.KeyId);
    await expect(create("alias/orders")).rejects.toMatchObject({
      name: "AlreadyExistsException",
      message: `An alias with the name ${arnOf("alias/orders")} already exists`,
      $metadata: { httpStatusCode: 400 },
    });
  });

  test.each([
    [
      "orders",
      "ValidationException",
      'Alias must start with the prefix "alias/". ' +
        "Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
    ],
    ["alias/a:b", "InvalidAliasNameException", "alias/a:b contains invalid characters for an alias"],
    ["alias/aws/mine", "NotAuthorizedException", ""],
  ])("%s is %s", async (alias, name, message) => {
    await expect(create(alias)).rejects.toMatchObject({ name, ...(message !== "" && { message }) });
  });

  test("a key that waits for its deletion gets no alias (documented)", async () => {
    const { KeyId, Arn } = await platform.key();
    await platform.kms.send(new ScheduleKeyDeletionCommand({ KeyId }));
    await expect(create("alias/late", KeyId)).rejects.toMatchObject({
      name: "KMSInvalidStateException",
      message: `${Arn} is pending deletion.`,
    });
  });
});

describe("UpdateAlias", () => {
  test("moves a name to another key of its kind, and to no other", async () => {
    const other = await platform.key();
    const mac = await platform.key({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" });
    await create("alias/moving");
    await platform.kms.send(new UpdateAliasCommand({ AliasName: "alias/moving", TargetKeyId: other.Arn }));
    expect(await target("alias/moving")).toBe(other.KeyId);
    await expect(
      platform.kms.send(new UpdateAliasCommand({ AliasName: "alias/moving", TargetKeyId: mac.KeyId })),
    ).rejects.toMatchObject({ name: "ValidationException" });
    expect(await target("alias/moving")).toBe(other.KeyId);
  });

  test("one that is not there is NotFoundException (recorded)", async () => {
    await expect(
      platform.kms.send(new UpdateAliasCommand({ AliasName: "alias/nobody", TargetKeyId: key.KeyId })),
    ).rejects.toMatchObject({ name: "NotFoundException", message: `Alias ${arnOf("alias/nobody")} is not found.` });
  });
});

describe("DeleteAlias", () => {
  test("forgets a name, once", async () => {
    await create("alias/short-lived");
    await platform.kms.send(new DeleteAliasCommand({ AliasName: "alias/short-lived" }));
    await expect(target("alias/short-lived")).rejects.toMatchObject({ name: "NotFoundException" });
    await expect(platform.kms.send(new DeleteAliasCommand({ AliasName: "alias/short-lived" }))).rejects.toMatchObject({
      name: "NotFoundException",
      message: `Alias ${arnOf("alias/short-lived")} is not found.`,
    });
  });
});

describe("ListAliases", () => {
  test("lists all in pages, or those of one key", async () => {
    const { KeyId } = await platform.key();
    const names = ["alias/list/a", "alias/list/b", "alias/list/c"];
    for (const name of names) await create(name, KeyId);
    const { Aliases = [], Truncated } = await platform.kms.send(new ListAliasesCommand({ KeyId }));
    expect(Truncated).toBe(false);
    expect(Aliases).toEqual(
      names.map((AliasName) => ({
        AliasName,
        AliasArn: arnOf(AliasName),
        TargetKeyId: KeyId,
        CreationDate: expect.any(Date),
        LastUpdatedDate: expect.any(Date),
      })),
    );
    const all: string[] = [];
    for await (const page of paginateListAliases({ client: platform.kms, pageSize: 2 }, {}))
      all.push(...(page.Aliases ?? []).map(({ AliasName = "" }) => AliasName));
    expect(all.every((name, index) => name > (all[index - 1] ?? ""))).toBe(true);
    expect(all).toEqual(expect.arrayContaining(names));
  });
});
