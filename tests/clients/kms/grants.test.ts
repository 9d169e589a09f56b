// Grants with the JS SDK: making, listing, ending them, and what they let a principal do.
import {
  CreateGrantCommand,
  type CreateGrantCommandInput,
  DecryptCommand,
  DisableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  ListGrantsCommand,
  ListRetirableGrantsCommand,
  paginateListGrants,
  RetireGrantCommand,
  RevokeGrantCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT, type Made, type Platform, startKms, text } from "./platform.ts";
import { type Principal, role, user } from "./principals.ts";

let platform: Platform;
let key: Made;
let reader: Principal;
beforeAll(async () => {
  platform = await startKms();
  key = await platform.key();
  reader = await role(platform.forebay, []);
});
afterAll(() => platform[Symbol.asyncDispose]());

const GRANTEE = `arn:aws:iam::${ACCOUNT}:role/somebody`;
const grant = (input: Partial<CreateGrantCommandInput> = {}) =>
  platform.kms.send(
    new CreateGrantCommand({ KeyId: key.KeyId, GranteePrincipal: GRANTEE, Operations: ["Decrypt"], ...input }),
  );
const revoke = (GrantId: string | undefined, KeyId = key.KeyId) =>
  platform.kms.send(new RevokeGrantCommand({ KeyId, GrantId }));
const encrypt = async (KeyId = key.KeyId, EncryptionContext?: Record<string, string>) =>
  (await platform.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from("granted"), EncryptionContext })))
    .CiphertextBlob;
const decrypt = async (
  { kms }: Principal,
  CiphertextBlob: Uint8Array | undefined,
  EncryptionContext?: Record<string, string>,
) => text((await kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }))).Plaintext);
const refused = { name: "AccessDeniedException" };

describe("CreateGrant", () => {
  test("answers id and token; ListGrants shows it", async () => {
    const { KeyId, Arn } = await platform.key();
    const { GrantId, GrantToken } = await grant({
      KeyId,
      Name: "nightly",
      Operations: ["Encrypt", "Decrypt", "RetireGrant"],
      RetiringPrincipal: `arn:aws:iam::${ACCOUNT}:role/keeper`,
      Constraints: { EncryptionContextSubset: { table: "orders" } },
    });
    expect(GrantId).toMatch(/^[0-9a-f]{64}$/);
    expect(GrantToken).toMatch(/^[\w+/=]+$/);
    const { Grants, Truncated } = await platform.kms.send(new ListGrantsCommand({ KeyId }));
    expect(Truncated).toBe(false);
    expect(Grants).toEqual([
      {
        KeyId: Arn,
        GrantId,
        Name: "nightly",
        CreationDate: expect.any(Date),
        GranteePrincipal: GRANTEE,
        RetiringPrincipal: `arn:aws:iam::${ACCOUNT}:role/keeper`,
        IssuingAccount: `arn:aws:iam::${ACCOUNT}:root`,
        Operations: ["Encrypt", "Decrypt", "RetireGrant"],
        Constraints: { EncryptionContextSubset: { table: "orders" } },
      },
    ]);
  });

  test("the same name and terms are the same grant, with another token (documented)", async () => {
    const [first, second] = [await grant({ Name: "again" }), await grant({ Name: "again" })];
    const other = await grant({ Name: "again", Operations: ["Encrypt"] });
    expect(second.GrantId).toBe(first.GrantId);
    expect(second.GrantToken).not.toBe(first.GrantToken);
    expect(other.GrantId).not.toBe(first.GrantId);
    expect((await grant()).GrantId).not.toBe((await grant()).GrantId);
  });

  test.each<[Partial<CreateGrantCommandInput>, string]>([
    [{ GranteePrincipal: "nobody" }, "InvalidArnException"],
    [{ GranteePrincipal: undefined }, "ValidationException"],
    [{ Operations: ["Sign"] }, "ValidationException"],
    [{ GrantTokens: ["bm90IGEgdG9rZW4="] }, "InvalidGrantTokenException"],
    [
      { Constraints: { EncryptionContextEquals: { a: "b" }, EncryptionContextSubset: { a: "b" } } },
      "ValidationException",
    ],
    [{ DryRun: true }, "DryRunOperationException"],
  ])("%j is %s", async (input, name) => {
    await expect(grant(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });
});

describe("a grant", () => {
  test("lets a role decrypt that otherwise may not, until it is revoked; a disabled key refuses all the same", async () => {
    const { KeyId, Arn } = await platform.key();
    const ciphertext = await encrypt(KeyId);
    await expect(decrypt(reader, ciphertext)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message:
        `User: ${reader.callerArn} is not authorized to perform: kms:Decrypt on resource: ${Arn} ` +
        "because no identity-based policy allows the kms:Decrypt action",
    });
    const { GrantId } = await grant({ KeyId, GranteePrincipal: reader.arn });
    expect(await decrypt(reader, ciphertext)).toBe("granted");
    await expect(reader.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: "AES_256" }))).rejects.toMatchObject(
      refused,
    );
    await revoke(GrantId, KeyId);
    await expect(decrypt(reader, ciphertext)).rejects.toMatchObject(refused);
    await grant({ KeyId, GranteePrincipal: reader.arn });
    await platform.kms.send(new DisableKeyCommand({ KeyId }));
    await expect(decrypt(reader, ciphertext)).rejects.toMatchObject({
      name: "DisabledException",
      message: `${Arn} is disabled.`,
    });
  });

  test("holds for its encryption context only, whole or as a part", async () => {
    const part = { table: "orders" };
    const whole = { table: "orders", stage: "raw" };
    const [withPart, withWhole] = [await encrypt(undefined, part), await encrypt(undefined, whole)];
    const subset = await grant({ GranteePrincipal: reader.arn, Constraints: { EncryptionContextSubset: part } });
    expect(await decrypt(reader, withPart, part)).toBe("granted");
    expect(await decrypt(reader, withWhole, whole)).toBe("granted");
    await expect(decrypt(reader, await encrypt())).rejects.toMatchObject(refused);
    await revoke(subset.GrantId);
    const equals = await grant({ GranteePrincipal: reader.arn, Constraints: { EncryptionContextEquals: part } });
    expect(await decrypt(reader, withPart, part)).toBe("granted");
    await expect(decrypt(reader, withWhole, whole)).rejects.toMatchObject(refused);
    await revoke(equals.GrantId);
  });

  test("reaches into another account, whose own policies allow it too", async () => {
    const stranger = await user(platform.forebay, ["kms:Decrypt"], "123456789012");
    const ciphertext = await encrypt();
    await expect(decrypt(stranger, ciphertext)).rejects.toMatchObject(refused);
    const { GrantId } = await grant({ GranteePrincipal: stranger.arn });
    expect(await decrypt(stranger, ciphertext)).toBe("granted");
    await revoke(GrantId);
  });

  test("may be passed on as far as it goes, and no further (documented)", async () => {
    const other = await role(platform.forebay, []);
    const { KeyId } = await platform.key();
    await grant({ KeyId, GranteePrincipal: reader.arn, Operations: ["Decrypt", "CreateGrant"] });
    const passOn = (Operations: CreateGrantCommandInput["Operations"]) =>
      reader.kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal: other.arn, Operations }));
    await expect(passOn(["Encrypt"])).rejects.toMatchObject(refused);
    await passOn(["Decrypt"]);
    expect(await decrypt(other, await encrypt(KeyId))).toBe("granted");
  });
});

describe("RetireGrant", () => {
  test("by token or by id, by whom the grant names for it; nobody else may", async () => {
    const { KeyId, Arn } = await platform.key();
    const keeper = await role(platform.forebay, []);
    const made = () => grant({ KeyId, RetiringPrincipal: keeper.arn });
    const [first, second] = [await made(), await made()];
    await expect(reader.kms.send(new RetireGrantCommand({ GrantToken: first.GrantToken }))).rejects.toMatchObject(
      refused,
    );
    await keeper.kms.send(new RetireGrantCommand({ GrantToken: first.GrantToken }));
    await keeper.kms.send(new RetireGrantCommand({ KeyId: Arn, GrantId: second.GrantId }));
    expect((await platform.kms.send(new ListGrantsCommand({ KeyId }))).Grants).toEqual([]);
    await expect(
      platform.kms.send(new RetireGrantCommand({ KeyId: Arn, GrantId: second.GrantId })),
    ).rejects.toMatchObject({ name: "NotFoundException" });
    await expect(platform.kms.send(new RetireGrantCommand({ GrantToken: "bm9uZQ==" }))).rejects.toMatchObject({
      name: "InvalidGrantTokenException",
    });
  });
});

describe("ListGrants and ListRetirableGrants", () => {
  test("page, and show a principal's only", async () => {
    const { KeyId } = await platform.key();
    const keeper = `arn:aws:iam::${ACCOUNT}:role/keeper-of-five`;
    const made = new Set<string | undefined>();
    for (let count = 0; count < 5; count++) made.add((await grant({ KeyId, RetiringPrincipal: keeper })).GrantId);
    await grant({ KeyId, GranteePrincipal: reader.arn });
    const found: (string | undefined)[] = [];
    const asked = { KeyId, GranteePrincipal: GRANTEE };
    for await (const page of paginateListGrants({ client: platform.kms, pageSize: 2 }, asked))
      found.push(...(page.Grants ?? []).map(({ GrantId }) => GrantId));
    expect(new Set(found)).toEqual(made);
    expect(found).toHaveLength(5);
    const retirable: (string | undefined)[] = [];
    for (let Marker: string | undefined, more = true; more;) {
      const answer: { Grants?: { GrantId?: string }[]; NextMarker?: string; Truncated?: boolean } =
        await platform.kms.send(new ListRetirableGrantsCommand({ RetiringPrincipal: keeper, Limit: 2, Marker }));
      retirable.push(...(answer.Grants ?? []).map(({ GrantId }) => GrantId));
      Marker = answer.NextMarker;
      more = answer.Truncated === true;
    }
    expect(new Set(retirable)).toEqual(made);
    expect(retirable).toHaveLength(5);
  });
});
