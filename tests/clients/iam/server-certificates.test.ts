// Server certificates with the JS SDK and certificates made here. Expectations are recorded, unless labelled otherwise.
import {
  DeleteServerCertificateCommand,
  GetServerCertificateCommand,
  ListServerCertificatesCommand,
  ListServerCertificateTagsCommand,
  TagServerCertificateCommand,
  UntagServerCertificateCommand,
  UpdateServerCertificateCommand,
  UploadServerCertificateCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { certificateOf } from "./certificates.ts";
import { account, failure, nameOf, platform } from "./platform.ts";

const { iam } = await platform();
const authority = await certificateOf("authority.example.com");
const signed = await certificateOf("www.example.com", authority);
const own = await certificateOf("own.example.com");

async function upload(input: Partial<UploadServerCertificateCommand["input"]> = {}) {
  const given = {
    ServerCertificateName: nameOf("certificate"),
    CertificateBody: own.cert,
    PrivateKey: own.private,
    ...input,
  };
  return (await iam.send(new UploadServerCertificateCommand(given))).ServerCertificateMetadata;
}
const get = async (ServerCertificateName: string | undefined) =>
  (await iam.send(new GetServerCertificateCommand({ ServerCertificateName }))).ServerCertificate;

describe("server certificates", () => {
  it.each([undefined, "/", "/test-path/"])("are uploaded under the path %s, shown, listed, deleted", async (Path) => {
    const metadata = await upload({ Path });
    const ServerCertificateName = metadata?.ServerCertificateName;
    expect(metadata).toEqual({
      Arn: `arn:aws:iam::${account}:server-certificate${Path ?? "/"}${ServerCertificateName}`,
      Expiration: expect.any(Date),
      Path: Path ?? "/",
      ServerCertificateId: expect.stringMatching(/^ASCA[A-Z2-7]{17}$/),
      ServerCertificateName,
      UploadDate: expect.any(Date),
    });
    expect(await get(ServerCertificateName)).toEqual({
      CertificateBody: own.cert,
      ServerCertificateMetadata: metadata,
      Tags: [],
    });
    const listed = await iam.send(new ListServerCertificatesCommand({ PathPrefix: Path }));
    expect(listed.ServerCertificateMetadataList).toContainEqual(metadata);
    const elsewhere = await iam.send(new ListServerCertificatesCommand({ PathPrefix: "/elsewhere/" }));
    expect(elsewhere.ServerCertificateMetadataList).toEqual([]);
    await iam.send(new DeleteServerCertificateCommand({ ServerCertificateName }));
    const notFound = {
      name: "NoSuchEntityException",
      message: `The Server Certificate with name ${ServerCertificateName} cannot be found.`,
      status: 404,
    };
    expect(await failure(get(ServerCertificateName))).toEqual(notFound);
    expect(await failure(iam.send(new DeleteServerCertificateCommand({ ServerCertificateName })))).toEqual(notFound);
  });

  it("UploadServerCertificate: takes a chain that begins with who signed it, and no other", async () => {
    const body = { CertificateBody: signed.cert, PrivateKey: signed.private };
    const metadata = await upload({ ...body, CertificateChain: authority.cert });
    expect((await get(metadata?.ServerCertificateName))?.CertificateChain).toBe(authority.cert);
    const text =
      "Unable to validate certificate chain. The certificate chain must start with the immediate signing certificate, " +
      "followed by any intermediaries in order. The index within the chain of the invalid certificate is: ";
    expect(await failure(upload({ ...body, CertificateChain: own.cert }))).toEqual({
      name: "MalformedCertificateException",
      message: `${text}-1`,
      status: 400,
    });
    expect(await failure(upload({ ...body, CertificateChain: `${authority.cert}\n${own.cert}` }))).toMatchObject({
      message: `${text}0`,
    });
  });

  it("UploadServerCertificate: refuses names that are taken, keys that do not fit, and what is no PEM", async () => {
    const ServerCertificateName = nameOf("certificate");
    await upload({ ServerCertificateName });
    expect(await failure(upload({ ServerCertificateName }))).toEqual({
      name: "EntityAlreadyExistsException",
      message: `The Server Certificate with name ${ServerCertificateName} already exists.`,
      status: 409,
    });
    expect(await failure(upload({ PrivateKey: signed.private }))).toMatchObject({ name: "KeyPairMismatchException" });
    expect(await failure(upload({ PrivateKey: "no key" }))).toMatchObject({ name: "MalformedCertificateException" });
    expect(await failure(upload({ CertificateBody: "no certificate" }))).toMatchObject({
      name: "MalformedCertificateException",
      message: "Unable to parse certificate. Please ensure the certificate is in PEM format.",
    });
  });

  it("UpdateServerCertificate: gives another name and path", async () => {
    const old = await upload();
    const NewServerCertificateName = nameOf("certificate");
    const { ServerCertificateName } = old ?? {};
    const change = { ServerCertificateName, NewServerCertificateName, NewPath: "/new/" };
    await iam.send(new UpdateServerCertificateCommand(change));
    expect((await get(NewServerCertificateName))?.ServerCertificateMetadata).toMatchObject({
      ServerCertificateId: old?.ServerCertificateId,
      Arn: `arn:aws:iam::${account}:server-certificate/new/${NewServerCertificateName}`,
    });
    expect(await failure(get(ServerCertificateName))).toMatchObject({ name: "NoSuchEntityException" });
  });

  it("TagServerCertificate, UntagServerCertificate, ListServerCertificateTags", async () => {
    const { ServerCertificateName } = (await upload({ Tags: [{ Key: "a", Value: "1" }] })) ?? {};
    const on = { ServerCertificateName };
    await iam.send(new TagServerCertificateCommand({ ...on, Tags: [{ Key: "b", Value: "2" }] }));
    await iam.send(new UntagServerCertificateCommand({ ...on, TagKeys: ["a"] }));
    expect((await iam.send(new ListServerCertificateTagsCommand(on))).Tags).toEqual([{ Key: "b", Value: "2" }]);
  });
});
