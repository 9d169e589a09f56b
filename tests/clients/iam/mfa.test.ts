// Virtual MFA devices with the JS SDK and real one-time passwords, on the virtual clock.
import {
  CreateAccessKeyCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteUserCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetMFADeviceCommand,
  ListMFADevicesCommand,
  ListMFADeviceTagsCommand,
  ListVirtualMFADevicesCommand,
  ResyncMFADeviceCommand,
  TagMFADeviceCommand,
  UntagMFADeviceCommand,
} from "@aws-sdk/client-iam";
import { GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { account, failure, nameOf, newUser, platform } from "./platform.ts";
import { codeAt } from "./totp-codes.ts";

const { forebay, iam } = await platform();
const STEP_MS = 30_000;
const wrongCode = {
  name: "InvalidAuthenticationCodeException",
  message: "Authentication code for device is not valid.",
  status: 403,
};

async function newDevice(VirtualMFADeviceName = nameOf("mfa"), Path?: string) {
  const { VirtualMFADevice } = await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName, Path }));
  const { SerialNumber = "", Base32StringSeed } = VirtualMFADevice ?? {};
  return { SerialNumber, seed: Buffer.from(Base32StringSeed ?? []).toString() };
}

const codes = (seed: string, steps = 0) => ({
  AuthenticationCode1: codeAt(seed, forebay.clock.now(), steps - 1),
  AuthenticationCode2: codeAt(seed, forebay.clock.now(), steps),
});

async function enabled(UserName: string) {
  const device = await newDevice();
  await iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber: device.SerialNumber, ...codes(device.seed) }));
  return device;
}

const virtual = async (AssignmentStatus?: "Assigned" | "Unassigned" | "Any") =>
  (await iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus }))).VirtualMFADevices?.map(
    ({ SerialNumber }) => SerialNumber,
  );

describe("virtual MFA devices", () => {
  it("CreateVirtualMFADevice: answers a serial number and a seed of 64 characters (recorded)", async () => {
    const { SerialNumber, seed } = await newDevice("phone", "/test//double/");
    expect(SerialNumber).toBe(`arn:aws:iam::${account}:mfa/test//double/phone`);
    expect(seed).toMatch(/^[A-Z2-7]{64}$/);
    const given = { VirtualMFADeviceName: "tablet" };
    const { QRCodePNG } = (await iam.send(new CreateVirtualMFADeviceCommand(given))).VirtualMFADevice ?? {};
    expect(
      Buffer.from(QRCodePNG ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(await failure(newDevice("phone", "/test//double/"))).toEqual({
      name: "EntityAlreadyExistsException",
      message: "MFA device already exists.",
      status: 409,
    });
  });

  it.each(["invalid-path/", "/invalid-path"])(
    "CreateVirtualMFADevice: refuses the path %s (recorded)",
    async (path) => {
      expect(await failure(newDevice(nameOf("mfa"), path))).toEqual({
        name: "ValidationError",
        message:
          "The specified value for path is invalid. " +
          "It must begin and end with / and contain only alphanumeric characters and/or / characters.",
        status: 400,
      });
    },
  );

  it("EnableMFADevice: takes two codes one after the other, and no others", async () => {
    const UserName = await newUser(iam);
    const { SerialNumber, seed } = await newDevice();
    const enable = (given: object) =>
      iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber, ...codes(seed), ...given }));
    expect(await failure(enable({ AuthenticationCode2: codeAt(seed, forebay.clock.now(), 1) }))).toEqual(wrongCode);
    expect(await failure(enable(codes(seed, -10)))).toEqual(wrongCode);
    expect(await virtual("Unassigned")).toContain(SerialNumber);
    await enable({});

    const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName }));
    expect(MFADevices).toEqual([{ UserName, SerialNumber, EnableDate: expect.any(Date) }]);
    expect(await iam.send(new GetMFADeviceCommand({ SerialNumber }))).toMatchObject({ UserName, SerialNumber });
    expect(await virtual("Unassigned")).not.toContain(SerialNumber);
    const { VirtualMFADevices } = await iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus: "Assigned" }));
    expect(VirtualMFADevices?.find((device) => device.SerialNumber === SerialNumber)).toMatchObject({
      EnableDate: expect.any(Date),
      User: { UserName, Arn: `arn:aws:iam::${account}:user/${UserName}` },
    });
    expect(await failure(enable({}))).toEqual({
      name: "EntityAlreadyExistsException",
      message: "MFA Device is already in use.",
      status: 409,
    });
  });

  it("DeactivateMFADevice: frees the device, which only then can be deleted; its user only then, too", async () => {
    const UserName = await newUser(iam);
    const { SerialNumber } = await enabled(UserName);
    expect(await failure(iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })))).toMatchObject({
      name: "DeleteConflictException",
      message: "MFA VirtualDevice is in use. Must deactivate first.",
    });
    expect(await failure(iam.send(new DeleteUserCommand({ UserName })))).toMatchObject({
      name: "DeleteConflictException",
    });
    await iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber }));
    expect((await iam.send(new ListMFADevicesCommand({ UserName }))).MFADevices).toEqual([]);
    await iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
    expect(await virtual()).not.toContain(SerialNumber);
    await iam.send(new DeleteUserCommand({ UserName }));
  });

  it("ResyncMFADevice: finds a device whose clock is off, and leaves one alone whose codes do not fit", async () => {
    const UserName = await newUser(iam);
    const { SerialNumber, seed } = await enabled(UserName);
    const resync = (given: ReturnType<typeof codes> & { UserName?: string }) =>
      iam.send(new ResyncMFADeviceCommand({ UserName, SerialNumber, ...given }));
    await resync(codes(seed, 60));
    expect(await failure(resync({ AuthenticationCode1: "000000", AuthenticationCode2: "000000" }))).toEqual(wrongCode);
    expect(await failure(resync({ ...codes(seed), UserName: await newUser(iam) }))).toMatchObject({
      name: "NoSuchEntityException",
    });
  });

  it("codes open sessions of STS, each once and none before it", async () => {
    const step = Math.floor(forebay.clock.now().getTime() / STEP_MS);
    await forebay.clock.set((step + 1) * STEP_MS); // so that the step does not change under the test
    const UserName = await newUser(iam);
    const { SerialNumber, seed } = await enabled(UserName);
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const { AccessKeyId: accessKeyId = "", SecretAccessKey: secretAccessKey = "" } = AccessKey ?? {};
    const sts = new STSClient({ ...forebay.clientConfig, credentials: { accessKeyId, secretAccessKey } });
    const session = (TokenCode: string) => sts.send(new GetSessionTokenCommand({ SerialNumber, TokenCode }));
    const now = () => codeAt(seed, forebay.clock.now());
    // The code that enabled the device is used up.
    expect(await failure(session(now()))).toMatchObject({ name: "AccessDenied", status: 403 });
    await forebay.clock.advance(STEP_MS);
    const code = now();
    expect((await session(code)).Credentials?.AccessKeyId).toMatch(/^ASIA/);
    expect(await failure(session(code))).toMatchObject({ name: "AccessDenied" });
    await forebay.clock.advance(4 * STEP_MS);
    expect(await failure(session(codeAt(seed, forebay.clock.now(), -3)))).toMatchObject({ name: "AccessDenied" });
    expect((await session(now())).Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });

  it("refuses users and devices that are not there (recorded)", async () => {
    const UserName = await newUser(iam);
    const SerialNumber = `arn:aws:iam::${account}:mfa/nonexistent`;
    const noDevice = {
      name: "NoSuchEntityException",
      message: `MFA Device with serial number ${SerialNumber} does not exist.`,
      status: 404,
    };
    expect(await failure(iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber })))).toEqual(noDevice);
    expect(await failure(iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })))).toEqual(noDevice);
    const given = { UserName: "nobody", SerialNumber, AuthenticationCode1: "123456", AuthenticationCode2: "654321" };
    expect(await failure(iam.send(new EnableMFADeviceCommand(given)))).toMatchObject({
      message: "The user with name nobody cannot be found.",
    });
  });

  it("ListVirtualMFADevices: comes in pages, and refuses markers of others (recorded)", async () => {
    await newDevice();
    await newDevice();
    const all = await virtual();
    const seen: (string | undefined)[] = [];
    let Marker: string | undefined;
    do {
      const page = await iam.send(new ListVirtualMFADevicesCommand({ MaxItems: 1, Marker }));
      seen.push(...(page.VirtualMFADevices ?? []).map(({ SerialNumber }) => SerialNumber));
      expect(page.IsTruncated).toBe(page.Marker !== undefined);
      Marker = page.Marker;
    } while (Marker !== undefined);
    expect(seen).toEqual(all);
    expect(await failure(iam.send(new ListVirtualMFADevicesCommand({ Marker: "invalid" })))).toMatchObject({
      name: "ValidationError",
      message: "Invalid Marker.",
    });
  });

  it("TagMFADevice, UntagMFADevice, ListMFADeviceTags", async () => {
    const { SerialNumber } = await newDevice();
    const Tags = [
      { Key: "b", Value: "2" },
      { Key: "a", Value: "1" },
    ];
    await iam.send(new TagMFADeviceCommand({ SerialNumber, Tags }));
    const list = async () => (await iam.send(new ListMFADeviceTagsCommand({ SerialNumber }))).Tags;
    expect(await list()).toEqual(Tags.toReversed());
    await iam.send(new UntagMFADeviceCommand({ SerialNumber, TagKeys: ["a"] }));
    expect(await list()).toEqual(Tags.slice(0, 1));
  });

  it("the root user's device is the one named root-account-mfa-device", async () => {
    const { SerialNumber, seed } = await newDevice("root-account-mfa-device");
    await iam.send(new EnableMFADeviceCommand({ UserName: "root", SerialNumber, ...codes(seed) }));
    expect((await iam.send(new ListMFADevicesCommand({}))).MFADevices).toMatchObject([{ SerialNumber }]);
    const { VirtualMFADevices } = await iam.send(new ListVirtualMFADevicesCommand({}));
    expect(VirtualMFADevices?.find((device) => device.SerialNumber === SerialNumber)?.User).toMatchObject({
      Arn: `arn:aws:iam::${account}:root`,
      UserId: account,
    });
    await iam.send(new DeactivateMFADeviceCommand({ UserName: "root", SerialNumber }));
    await iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
  });
});
