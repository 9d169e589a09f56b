// Signing certificates, SSH public keys and service-specific credentials with the JS SDK. Recorded, unless labelled otherwise.
import { createHash, generateKeyPairSync } from "node:crypto";
import {
  CreateServiceSpecificCredentialCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  DeleteUserCommand,
  GetSSHPublicKeyCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ResetServiceSpecificCredentialCommand,
  type ServiceSpecificCredential,
  UpdateServiceSpecificCredentialCommand,
  UpdateSigningCertificateCommand,
  UpdateSSHPublicKeyCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { certificateOf } from "./certificates.ts";
import { account, failure, newUser, platform } from "./platform.ts";

const { forebay, iam } = await platform();
const DAY_MS = 86_400_000;
const newCertificate = async () => (await certificateOf("me")).cert;
const noUser = { name: "NoSuchEntityException", message: "The user with name nobody cannot be found.", status: 404 };
const conflict = {
  name: "DeleteConflictException",
  message: "Cannot delete entity, must remove referenced objects first.",
  status: 409,
};

describe("signing certificates", () => {
  const upload = async (UserName: string, CertificateBody: string) =>
    (await iam.send(new UploadSigningCertificateCommand({ UserName, CertificateBody }))).Certificate;
  const list = async (UserName: string) =>
    (await iam.send(new ListSigningCertificatesCommand({ UserName }))).Certificates;

  it("are uploaded, taken out of use, listed and deleted", async () => {
    const UserName = await newUser(iam);
    const CertificateBody = await newCertificate();
    const uploaded = await upload(UserName, CertificateBody);
    expect(uploaded).toEqual({
      UserName,
      CertificateBody,
      CertificateId: expect.stringMatching(/^[A-Z0-9]{24,}$/),
      Status: "Active",
      UploadDate: expect.any(Date),
    });
    const CertificateId = uploaded?.CertificateId;
    await iam.send(new UpdateSigningCertificateCommand({ UserName, CertificateId, Status: "Inactive" }));
    expect(await list(UserName)).toEqual([{ ...uploaded, Status: "Inactive" }]);
    expect(await failure(iam.send(new DeleteUserCommand({ UserName })))).toEqual(conflict);
    await iam.send(new DeleteSigningCertificateCommand({ UserName, CertificateId }));
    expect(await list(UserName)).toEqual([]);
    await iam.send(new DeleteUserCommand({ UserName }));
  });

  it("are two a user, none of them twice, and certificates", async () => {
    const UserName = await newUser(iam);
    const first = await newCertificate();
    await upload(UserName, first);
    expect(await failure(upload(UserName, first))).toMatchObject({
      name: "DuplicateCertificateException",
      status: 409,
    });
    await upload(UserName, await newCertificate());
    expect(await failure(upload(UserName, await newCertificate()))).toEqual({
      name: "LimitExceededException",
      message: "Cannot exceed quota for CertificatesPerUser: 2",
      status: 409,
    });
    expect(await failure(upload(UserName, "invalid-certificate-body"))).toEqual({
      name: "MalformedCertificateException",
      message: "Certificate invalid-certificate-body is malformed.",
      status: 400,
    });
    expect(await failure(upload("nobody", first))).toEqual(noUser);
    const CertificateId = "NONEXISTENTCERTID12345678901";
    expect(await failure(iam.send(new DeleteSigningCertificateCommand({ UserName, CertificateId })))).toEqual({
      name: "NoSuchEntityException",
      message: `The Certificate with id ${CertificateId} cannot be found.`,
      status: 404,
    });
  });
});

describe("SSH public keys", () => {
  const pem = String(
    generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "pem", type: "spki" }),
  );
  const upload = async (UserName: string, SSHPublicKeyBody: string) =>
    (await iam.send(new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody }))).SSHPublicKey;
  const get = async (UserName: string, SSHPublicKeyId: string | undefined, Encoding: "SSH" | "PEM") =>
    (await iam.send(new GetSSHPublicKeyCommand({ UserName, SSHPublicKeyId, Encoding }))).SSHPublicKey;

  it("are given in either format, with the MD5 of the key as fingerprint", async () => {
    const UserName = await newUser(iam);
    const uploaded = await upload(UserName, pem);
    expect(uploaded).toEqual({
      UserName,
      SSHPublicKeyId: expect.stringMatching(/^APKA[A-Z2-7]{17}$/),
      SSHPublicKeyBody: pem,
      Fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){15}[0-9a-f]{2}$/),
      Status: "Active",
      UploadDate: expect.any(Date),
    });
    const ssh = (await get(UserName, uploaded?.SSHPublicKeyId, "SSH"))?.SSHPublicKeyBody ?? "";
    const wire = Buffer.from(ssh.replace("ssh-rsa ", ""), "base64");
    expect(createHash("md5").update(wire).digest("hex")).toBe(uploaded?.Fingerprint?.replaceAll(":", ""));
    expect((await get(UserName, uploaded?.SSHPublicKeyId, "PEM"))?.SSHPublicKeyBody).toBe(pem);
    expect(await failure(upload(UserName, `${ssh} me@home`))).toMatchObject({
      name: "DuplicateSSHPublicKeyException",
      status: 400,
    });
  });

  it("are taken out of use, listed without their bodies, and deleted", async () => {
    const UserName = await newUser(iam);
    const { SSHPublicKeyId } = (await upload(UserName, pem)) ?? {};
    const on = { UserName, SSHPublicKeyId };
    await iam.send(new UpdateSSHPublicKeyCommand({ ...on, Status: "Inactive" }));
    expect((await iam.send(new ListSSHPublicKeysCommand({ UserName }))).SSHPublicKeys).toEqual([
      { UserName, SSHPublicKeyId, Status: "Inactive", UploadDate: expect.any(Date) },
    ]);
    expect(await failure(iam.send(new DeleteUserCommand({ UserName })))).toEqual(conflict);
    await iam.send(new DeleteSSHPublicKeyCommand(on));
    expect(await failure(iam.send(new DeleteSSHPublicKeyCommand(on)))).toEqual({
      name: "NoSuchEntityException",
      message: `The Public Key with id ${SSHPublicKeyId} cannot be found.`,
      status: 404,
    });
  });

  it("are RSA keys of 2048 bits at least (documented)", async () => {
    const UserName = await newUser(iam);
    const small = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
    for (const body of ["hello", String(small.export({ format: "pem", type: "spki" }))])
      expect(await failure(upload(UserName, body))).toMatchObject({ name: "InvalidPublicKeyException", status: 400 });
  });
});

describe("service-specific credentials", () => {
  const create = async (UserName: string, ServiceName: string, more = {}) =>
    (await iam.send(new CreateServiceSpecificCredentialCommand({ UserName, ServiceName, ...more })))
      .ServiceSpecificCredential;
  const list = async (UserName: string, ServiceName?: string) =>
    (await iam.send(new ListServiceSpecificCredentialsCommand({ UserName, ServiceName }))).ServiceSpecificCredentials;

  it.each(["codecommit.amazonaws.com", "cassandra.amazonaws.com"])("of %s: their life", async (ServiceName) => {
    const UserName = await newUser(iam);
    const { ServicePassword, ...metadata } = (await create(UserName, ServiceName)) as ServiceSpecificCredential;
    expect(metadata).toEqual({
      CreateDate: expect.any(Date),
      ServiceName,
      ServiceSpecificCredentialId: expect.stringMatching(/^ACCA[A-Z2-7]{17}$/),
      ServiceUserName: `${UserName}-at-${account}`,
      Status: "Active",
      UserName,
    });
    expect(await list(UserName, ServiceName)).toEqual([metadata]);
    const on = { UserName, ServiceSpecificCredentialId: metadata.ServiceSpecificCredentialId };
    await iam.send(new UpdateServiceSpecificCredentialCommand({ ...on, Status: "Inactive" }));
    expect(await list(UserName)).toEqual([{ ...metadata, Status: "Inactive" }]);
    const reset = await iam.send(new ResetServiceSpecificCredentialCommand(on));
    const { ServicePassword: next, ...same } = reset.ServiceSpecificCredential ?? {};
    expect(same).toEqual({ ...metadata, Status: "Inactive" });
    expect(next).toMatch(/^.{44}$/);
    expect(next).not.toBe(ServicePassword);
    expect(await failure(iam.send(new DeleteUserCommand({ UserName })))).toEqual(conflict);
    await iam.send(new DeleteServiceSpecificCredentialCommand(on));
    await iam.send(new DeleteUserCommand({ UserName }));
  });

  it.each(["nonexistentservice.amazonaws.com", "o3on3n3onosneo", "lambda.amazonaws.com"])(
    "are not there for %s",
    async (service) => {
      const UserName = await newUser(iam);
      const notSupported = {
        name: "NoSuchEntityException",
        message: `No such service ${service} is supported for Service Specific Credentials`,
        status: 404,
      };
      expect(await failure(create(UserName, service))).toEqual(notSupported);
      expect(await failure(list(UserName, service))).toEqual(notSupported);
      expect(await failure(create("nobody", service))).toEqual(noUser);
    },
  );

  it("are two a service (documented), each with a name of its own; others' ids do not fit", async () => {
    const UserName = await newUser(iam);
    await create(UserName, "codecommit.amazonaws.com");
    const second = await create(UserName, "codecommit.amazonaws.com");
    expect(second?.ServiceUserName).toBe(`${UserName}+1-at-${account}`);
    expect(await failure(create(UserName, "codecommit.amazonaws.com"))).toMatchObject({
      name: "LimitExceededException",
    });
    expect(await list(UserName, "cassandra.amazonaws.com")).toEqual([]);
    const ServiceSpecificCredentialId = "satisfiesregexbutstillinvalid";
    const reset = new ResetServiceSpecificCredentialCommand({ UserName, ServiceSpecificCredentialId });
    expect(await failure(iam.send(reset))).toEqual({
      name: "NoSuchEntityException",
      message: `No such credential ${ServiceSpecificCredentialId} exists`,
      status: 404,
    });
  });

  it("that are API keys expire on the clock (documented)", async () => {
    const UserName = await newUser(iam);
    const made = await create(UserName, "bedrock.amazonaws.com", { CredentialAgeDays: 2 });
    expect(made?.ServiceCredentialSecret).toMatch(/^.{44}$/);
    expect(made?.ExpirationDate?.getTime()).toBe((made?.CreateDate?.getTime() ?? 0) + 2 * DAY_MS);
    expect(await failure(create(UserName, "codecommit.amazonaws.com", { CredentialAgeDays: 2 }))).toMatchObject({
      name: "ValidationError",
    });
    await forebay.clock.advance(3 * DAY_MS);
    expect(await list(UserName)).toMatchObject([{ Status: "Expired" }]);
    const all = await iam.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true, MaxItems: 1 }));
    expect(all).toMatchObject({ IsTruncated: true, ServiceSpecificCredentials: [{}] });
  });
});
