// MFA with the JS SDK: codes of virtual devices in GetSessionToken and AssumeRole, and what policies see of them.
import { createHmac } from "node:crypto";
import {
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  ListUsersCommand,
} from "@aws-sdk/client-iam";
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import {
  AssumeRoleCommand,
  GetSessionTokenCommand,
  type GetSessionTokenCommandInput,
  STSClient,
} from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { ACCOUNT, configOf, createRole, createUser, iamOf, rootOf, type Statement, trusting } from "./roles.ts";

const STEP_MS = 30_000;
let forebay: Forebay;
beforeAll(async () => {
  forebay = await startForebay();
});
afterAll(() => forebay.close());

/** RFC 6238. */
function codeOf(base32: string, epochMs: number): string {
  const bits = Array.from(base32, (char) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(char).toString(2).padStart(5, "0"),
  ).join("");
  const seed = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(epochMs / STEP_MS)));
  const digest = createHmac("sha1", seed).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A user with a device that is enabled, and what it shows after the next step of 30 seconds. */
async function userWithDevice(name: string, allow: readonly Statement[]) {
  const config = await createUser(forebay, name, allow);
  const iam = iamOf(forebay);
  const { VirtualMFADevice } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }));
  const SerialNumber = VirtualMFADevice?.SerialNumber ?? "";
  const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
  const nowMs = forebay.clock.now().getTime();
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: name,
      SerialNumber,
      AuthenticationCode1: codeOf(seed, nowMs - STEP_MS),
      AuthenticationCode2: codeOf(seed, nowMs),
    }),
  );
  const nextCode = async (): Promise<string> => {
    await forebay.clock.advance(STEP_MS);
    return codeOf(seed, forebay.clock.now().getTime());
  };
  return { sts: new STSClient(config), SerialNumber, nextCode };
}

const withMfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const failed = {
  name: "AccessDenied",
  message: "MultiFactorAuthentication failed with invalid MFA one time pass code. ",
};

describe("MFA", () => {
  test("GetSessionToken: the session's requests are with MFA, as old as it is (documented)", async () => {
    const fresh = { NumericLessThan: { "aws:MultiFactorAuthAge": "3600" } };
    const allow = [{ Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { ...withMfa, ...fresh } }];
    const { sts, SerialNumber, nextCode } = await userWithDevice("careful", allow);
    const without = await sts.send(new GetSessionTokenCommand({}));
    await expect(
      new S3Client(configOf(forebay, without.Credentials)).send(new ListBucketsCommand({})),
    ).rejects.toMatchObject({ name: "AccessDenied" });
    const TokenCode = await nextCode();
    const { Credentials } = await sts.send(new GetSessionTokenCommand({ SerialNumber, TokenCode }));
    const s3 = new S3Client(configOf(forebay, Credentials));
    await s3.send(new ListBucketsCommand({}));
    await forebay.clock.advance(3_600_000);
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: "AccessDenied" });
    await expect(sts.send(new GetSessionTokenCommand({ SerialNumber, TokenCode }))).rejects.toMatchObject(failed);
  });

  test("GetSessionToken: the session may call IAM (documented)", async () => {
    const allow = [{ Effect: "Allow", Action: "iam:ListUsers", Resource: "*" }];
    const { sts, SerialNumber, nextCode } = await userWithDevice("lister", allow);
    const listUsers = async (more: GetSessionTokenCommandInput) => {
      const { Credentials } = await sts.send(new GetSessionTokenCommand(more));
      return new IAMClient(configOf(forebay, Credentials)).send(new ListUsersCommand({}));
    };
    await expect(listUsers({})).rejects.toMatchObject({ name: "InvalidClientTokenId" });
    const { Users } = await listUsers({ SerialNumber, TokenCode: await nextCode() });
    expect(Users?.map(({ UserName }) => UserName)).toContain("lister");
  });

  test("AssumeRole: a trust policy that asks for it (documented)", async () => {
    const trust = [trusting(rootOf(ACCOUNT), { Condition: withMfa })];
    const allow = [{ Effect: "Allow", Action: "s3:*", Resource: "*" }];
    const RoleArn = await createRole(forebay, { name: "guarded", trust, allow });
    const mayAssume = { Effect: "Allow", Action: "sts:AssumeRole", Resource: RoleArn };
    const { sts, SerialNumber, nextCode } = await userWithDevice("guard", [mayAssume]);
    const assume = (more: object = {}) =>
      sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "guarding", ...more }));
    await expect(assume()).rejects.toMatchObject({ name: "AccessDenied" });
    const TokenCode = await nextCode();
    const { Credentials } = await assume({ SerialNumber, TokenCode });
    await new S3Client(configOf(forebay, Credentials)).send(new ListBucketsCommand({}));
    await expect(assume({ SerialNumber, TokenCode })).rejects.toMatchObject(failed); // used up
    await expect(assume({ SerialNumber, TokenCode: "000000" })).rejects.toMatchObject(failed);
  });

  test("AssumeRole: the role's session itself is without (documented)", async () => {
    const allow = [{ Effect: "Allow", Action: "s3:*", Resource: "*", Condition: withMfa }];
    const RoleArn = await createRole(forebay, { name: "asks-again", allow });
    const mayAssume = { Effect: "Allow", Action: "sts:AssumeRole", Resource: RoleArn };
    const { sts, SerialNumber, nextCode } = await userWithDevice("again", [mayAssume]);
    const TokenCode = await nextCode();
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: "session", SerialNumber, TokenCode }),
    );
    await expect(new S3Client(configOf(forebay, Credentials)).send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  test("another user's device is refused (recorded)", async () => {
    const { SerialNumber, nextCode } = await userWithDevice("owner", []);
    const thief = new STSClient(await createUser(forebay, "thief", []));
    await expect(
      thief.send(new GetSessionTokenCommand({ SerialNumber, TokenCode: await nextCode() })),
    ).rejects.toMatchObject(failed);
  });
});
