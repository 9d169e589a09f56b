// SAML providers with the JS SDK. Expectations are recorded, unless labelled otherwise.
import { generateKeyPairSync } from "node:crypto";
import {
  CreateSAMLProviderCommand,
  DeleteSAMLProviderCommand,
  GetSAMLProviderCommand,
  ListSAMLProvidersCommand,
  ListSAMLProviderTagsCommand,
  TagSAMLProviderCommand,
  UntagSAMLProviderCommand,
  UpdateSAMLProviderCommand,
} from "@aws-sdk/client-iam";
import { describe, expect, it } from "vitest";
import { certificateOf } from "./certificates.ts";
import { account, failure, nameOf, platform } from "./platform.ts";

const { iam } = await platform();
const { cert } = await certificateOf("idp.example.com");
const certificate = cert.replaceAll(/-----.*-----/g, "").trim();
const key = String(
  generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "pem", type: "pkcs8" }),
);

interface Parts {
  readonly entity?: string;
  readonly more?: string;
  readonly x509?: string;
}

const metadataOf = ({ entity = ' entityID="https://idp.example.com/"', more = "", x509 = certificate }: Parts = {}) =>
  `<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"${entity}${more}>
  <!-- What the provider signs with -->
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
      <X509Certificate>${x509}</X509Certificate>
    </X509Data></KeyInfo></md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>${" ".repeat(1000)}`;

async function create(input: Partial<CreateSAMLProviderCommand["input"]> = {}): Promise<string> {
  const given = { Name: nameOf("saml"), SAMLMetadataDocument: metadataOf(), ...input };
  return (await iam.send(new CreateSAMLProviderCommand(given))).SAMLProviderArn ?? "";
}
const get = async (SAMLProviderArn: string) => {
  const { $metadata: _, ...shown } = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn }));
  return shown;
};

describe("SAML providers", () => {
  it("CreateSAMLProvider: keeps the metadata as it is given", async () => {
    const arn = await create({ Name: "corporate" });
    expect(arn).toBe(`arn:aws:iam::${account}:saml-provider/corporate`);
    expect(await get(arn)).toEqual({
      AssertionEncryptionMode: "Allowed",
      CreateDate: expect.any(Date),
      PrivateKeyList: [],
      SAMLMetadataDocument: metadataOf(),
      SAMLProviderUUID: expect.stringMatching(/^[A-Z0-9]{22,64}$/),
      Tags: [],
      ValidUntil: expect.any(Date),
    });
    const { SAMLProviderList } = await iam.send(new ListSAMLProvidersCommand({}));
    expect(SAMLProviderList).toContainEqual({
      Arn: arn,
      CreateDate: expect.any(Date),
      ValidUntil: expect.any(Date),
    });
    expect(await failure(create({ Name: "corporate" }))).toMatchObject({ name: "EntityAlreadyExistsException" });
  });

  it("CreateSAMLProvider: is valid as long as the metadata says (inferred)", async () => {
    const arn = await create({ SAMLMetadataDocument: metadataOf({ more: ' validUntil="2090-01-02T03:04:05Z"' }) });
    expect((await get(arn)).ValidUntil).toEqual(new Date("2090-01-02T03:04:05Z"));
  });

  it.each([
    ["text that is no XML", "hello ".repeat(200)],
    ["XML that does not end", metadataOf().replace("</md:EntityDescriptor>", "")],
    ["another root", metadataOf().replaceAll("EntityDescriptor", "EntitiesDescriptor")],
    ["no entityID", metadataOf({ entity: "" })],
    ["no certificate", metadataOf({ x509: "bm90IGEgY2VydGlmaWNhdGU=" })],
    ["an undeclared prefix", metadataOf().replace("xmlns:md=", "xmlns:xx=")],
    ["a DTD", `<!DOCTYPE a [<!ENTITY b "c">]>${metadataOf()}`],
  ])("CreateSAMLProvider: refuses %s", async (_, SAMLMetadataDocument) => {
    expect(await failure(create({ SAMLMetadataDocument }))).toEqual({
      name: "InvalidInputException",
      message: "Could not parse metadata",
      status: 400,
    });
  });

  it("UpdateSAMLProvider: replaces the metadata, and keeps two private keys at most", async () => {
    const arn = await create();
    const update = (given: object) => iam.send(new UpdateSAMLProviderCommand({ SAMLProviderArn: arn, ...given }));
    const SAMLMetadataDocument = metadataOf({ entity: ' entityID="https://other.example.com/"' });
    expect((await update({ SAMLMetadataDocument })).SAMLProviderArn).toBe(arn);
    expect((await get(arn)).SAMLMetadataDocument).toBe(SAMLMetadataDocument);

    expect(await failure(update({ AssertionEncryptionMode: "Required" }))).toMatchObject({
      name: "InvalidInputException",
    });
    expect(await failure(update({ AddPrivateKey: "no key" }))).toMatchObject({ name: "InvalidInputException" });
    await update({ AddPrivateKey: key, AssertionEncryptionMode: "Required" });
    await update({ AddPrivateKey: key });
    expect(await failure(update({ AddPrivateKey: key }))).toMatchObject({ name: "LimitExceededException" });
    const { PrivateKeyList = [], AssertionEncryptionMode } = await get(arn);
    expect(AssertionEncryptionMode).toBe("Required");
    expect(PrivateKeyList).toHaveLength(2);
    await update({ RemovePrivateKey: PrivateKeyList[0]?.KeyId });
    expect((await get(arn)).PrivateKeyList).toEqual(PrivateKeyList.slice(1));
  });

  it("DeleteSAMLProvider: then it is not found", async () => {
    const SAMLProviderArn = await create();
    const notFound = {
      name: "NoSuchEntityException",
      message: `Manifest not found for arn ${SAMLProviderArn}`,
      status: 404,
    };
    await iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn }));
    expect(await failure(get(SAMLProviderArn))).toEqual(notFound);
    expect(await failure(iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn })))).toEqual(notFound);
  });

  it("TagSAMLProvider, UntagSAMLProvider, ListSAMLProviderTags", async () => {
    const SAMLProviderArn = await create({ Tags: [{ Key: "a", Value: "1" }] });
    await iam.send(new TagSAMLProviderCommand({ SAMLProviderArn, Tags: [{ Key: "b", Value: "2" }] }));
    await iam.send(new UntagSAMLProviderCommand({ SAMLProviderArn, TagKeys: ["a"] }));
    expect((await iam.send(new ListSAMLProviderTagsCommand({ SAMLProviderArn }))).Tags).toEqual([
      { Key: "b", Value: "2" },
    ]);
  });
});
