// AssumeRoleWithSAML with the JS SDK, unsigned: responses of a provider that the test plays.
import { CreateSAMLProviderCommand, UpdateSAMLProviderCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleWithSAMLCommand, type AssumeRoleWithSAMLCommandInput, STSClient } from "@aws-sdk/client-sts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { ACCOUNT, configOf, createRole, iamOf, type Statement } from "./roles.ts";
import { base64, SAML_AUDIENCE, type SamlProvider, samlProvider, type SamlWanted } from "./saml-provider.ts";

const MINUTE_MS = 60_000;
const AWS = "https://aws.amazon.com/SAML/Attributes/";
const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
let forebay: Forebay;
let idp: SamlProvider;
let sts: STSClient;
let role: string;
beforeAll(async () => {
  [forebay, idp] = await Promise.all([startForebay(), samlProvider()]);
  sts = new STSClient({ ...forebay.clientConfig, maxAttempts: 1 });
  await iamOf(forebay).send(new CreateSAMLProviderCommand({ Name: "corp", SAMLMetadataDocument: idp.metadata }));
  role = await createRole(forebay, { name: "saml", trust: [federated()] });
});
afterAll(() => forebay.close());

const federated = (Condition: Statement = {}, more: Statement = {}): Statement => ({
  Effect: "Allow",
  Principal: { Federated: PROVIDER },
  Action: "sts:AssumeRoleWithSAML",
  Condition: { StringEquals: { "SAML:aud": SAML_AUDIENCE }, ...Condition },
  ...more,
});

const nowMs = (): number => forebay.clock.now().getTime();
const responseFor = (RoleArn: string, wanted: Partial<SamlWanted> = {}): string =>
  idp.response({ nowMs: nowMs(), roles: [`${RoleArn},${PROVIDER}`], ...wanted });
const present = (RoleArn: string, xml: string, more: Partial<AssumeRoleWithSAMLCommandInput> = {}) =>
  sts.send(new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn: PROVIDER, SAMLAssertion: base64(xml), ...more }));
const assume = (
  RoleArn: string,
  wanted: Partial<SamlWanted> = {},
  more: Partial<AssumeRoleWithSAMLCommandInput> = {},
) => present(RoleArn, responseFor(RoleArn, wanted), more);

const invalid = (message: unknown) => ({
  name: "InvalidIdentityTokenException",
  message,
  $metadata: { httpStatusCode: 400 },
});

describe("AssumeRoleWithSAML", () => {
  test("a session of the role, named as the provider says (documented)", async () => {
    const answer = await assume(role);
    expect(answer).toMatchObject({
      AssumedRoleUser: { Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/saml/alice@example.com` },
      Subject: "alice",
      SubjectType: "persistent",
      Issuer: idp.entityId,
      Audience: SAML_AUDIENCE,
      NameQualifier: expect.stringMatching(/^[\w+/]{27}=$/),
    });
    await new S3Client(configOf(forebay, answer.Credentials)).send(new ListBucketsCommand({}));
  });

  test("lasts no longer than the provider's own session (documented)", async () => {
    const sessionEndMs = nowMs() + 20 * MINUTE_MS;
    const { Credentials } = await assume(role, { sessionEndMs });
    expect(Credentials?.Expiration?.getTime()).toBe(Math.floor(sessionEndMs / 1000) * 1000);
    await expect(assume(role, {}, { DurationSeconds: 7200 })).rejects.toMatchObject({
      name: "ValidationError",
      message: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    });
  });

  test("whom the trust policy does not let is refused (documented)", async () => {
    const denied = {
      name: "AccessDenied",
      message: "Not authorized to perform sts:AssumeRoleWithSAML",
      $metadata: { httpStatusCode: 403 },
    };
    const staff = { "ForAnyValue:StringEquals": { "saml:eduPersonAffiliation": "staff" } };
    const onlyStaff = await createRole(forebay, { name: "saml-staff", trust: [federated(staff)] });
    await expect(assume(onlyStaff)).rejects.toMatchObject(denied);
    await assume(onlyStaff, { attributes: { "urn:oid:1.3.6.1.4.1.5923.1.1.1.1": ["member", "staff"] } });
    const other = await createRole(forebay, {
      name: "saml-other",
      trust: [federated({}, { Principal: { Federated: `${PROVIDER}-other` } })],
    });
    await expect(assume(other)).rejects.toMatchObject(denied);
    await expect(assume(`arn:aws:iam::${ACCOUNT}:role/nobody-made-it`)).rejects.toMatchObject(denied);
  });

  test("tags and source identity in the assertion (documented)", async () => {
    const Action = ["sts:AssumeRoleWithSAML", "sts:TagSession", "sts:SetSourceIdentity"];
    const allow = [{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::${aws:PrincipalTag/team}-*" }];
    const tagged = await createRole(forebay, { name: "saml-tags", trust: [federated({}, { Action })], allow });
    const attributes = { [`${AWS}PrincipalTag:team`]: ["saml"], [`${AWS}SourceIdentity`]: ["ada"] };
    const { Credentials, SourceIdentity } = await assume(tagged, { attributes });
    expect(SourceIdentity).toBe("ada");
    await new S3Client(configOf(forebay, Credentials)).send(new CreateBucketCommand({ Bucket: "saml-bucket" }));
    await expect(assume(role, { attributes })).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("keys that the provider changed to count at once", async () => {
    const newer = await samlProvider(idp.entityId);
    const iam = iamOf(forebay);
    const update = (SAMLMetadataDocument: string) =>
      iam.send(new UpdateSAMLProviderCommand({ SAMLProviderArn: PROVIDER, SAMLMetadataDocument }));
    const response = newer.response({ nowMs: nowMs(), roles: [`${PROVIDER},${role}`] });
    await expect(present(role, response)).rejects.toMatchObject(invalid("Response signature invalid"));
    await update(newer.metadata);
    await present(role, response);
    await update(idp.metadata);
  });
});

describe("AssumeRoleWithSAML: responses that are refused", () => {
  test.each<[string, (xml: string) => string, string]>([
    ["not signed", (xml) => xml.replace(/<ds:Signature .*<\/ds:Signature>/, ""), "Response signature invalid"],
    ["changed", (xml) => xml.replace(">alice<", ">mallory<"), "Response signature invalid"],
    [
      "wrapped",
      (xml) =>
        xml.replace(/<saml:Assertion .*<\/saml:Assertion>/, (signed) => {
          const forged = signed.replace(">alice<", ">mallory<").replace('ID="_assertion"', 'ID="_forged"');
          return `<samlp:Extensions>${signed}</samlp:Extensions>${forged}`;
        }),
      "Response signature invalid",
    ],
    [
      "with entities that expand without end",
      (xml) =>
        `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>${xml.replace(">alice<", ">&c;<")}`,
      "Your request included an invalid SAML response.",
    ],
    ["no XML", () => "not XML at all", "Your request included an invalid SAML response."],
    ["as large as can be", () => "<a>".repeat(24_000), "Your request included an invalid SAML response."],
  ])("%s", async (_, change, message) => {
    await expect(present(role, change(responseFor(role)))).rejects.toMatchObject(invalid(message));
  });

  test.each<[string, Partial<SamlWanted>, string]>([
    [
      "for another audience (documented)",
      { audience: "urn:other" },
      "Response does not contain the required audience.",
    ],
    ["for another recipient", { recipient: "https://other/saml" }, "Response does not contain the required recipient."],
    ["of another issuer (documented)", { issuer: "https://other" }, "Issuer not present in specified provider"],
    ["without a session name (documented)", { sessionName: undefined }, "RoleSessionName is required in AuthnResponse"],
    [
      "about another role (recorded)",
      { roles: ["arn:aws:iam::000000000000:role/other,arn:aws:iam::000000000000:saml-provider/corp"] },
      "SAML Assertion doesn't contain the requested Role and Metadata in the attributes",
    ],
  ])("%s", async (_, wanted, message) => {
    await expect(assume(role, wanted)).rejects.toMatchObject(invalid(message));
  });

  test("older than five minutes on the platform's clock (recorded)", async () => {
    const response = responseFor(role, { expiresMs: nowMs() + 60 * MINUTE_MS });
    await forebay.clock.advance(5 * MINUTE_MS + 1000);
    await expect(present(role, response)).rejects.toMatchObject({
      name: "ExpiredTokenException",
      message: "Token must be redeemed within 5 minutes of issuance",
    });
  });

  test("that say that the provider refused (documented)", async () => {
    await expect(assume(role, { status: "Responder" })).rejects.toMatchObject({
      name: "IDPRejectedClaimException",
      $metadata: { httpStatusCode: 403 },
    });
  });

  test("no base64 (recorded)", async () => {
    await expect(present(role, "", { SAMLAssertion: "*not base64*" })).rejects.toMatchObject(
      invalid("Invalid base64 SAMLResponse"),
    );
  });

  test("a provider that is not there (documented)", async () => {
    await expect(assume(role, {}, { PrincipalArn: `${PROVIDER}-other` })).rejects.toMatchObject(
      invalid("Specified provider doesn't exist"),
    );
  });

  test("an encrypted assertion (501)", async () => {
    const encrypted = responseFor(role).replaceAll("saml:Assertion", "saml:EncryptedAssertion");
    await expect(present(role, encrypted)).rejects.toMatchObject({ name: "NotImplemented" });
  });
});
