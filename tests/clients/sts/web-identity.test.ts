// AssumeRoleWithWebIdentity with the JS SDK, unsigned: tokens of an issuer that runs beside the platform.
import {
  AddClientIDToOpenIDConnectProviderCommand,
  CreateOpenIDConnectProviderCommand,
  DeleteOpenIDConnectProviderCommand,
} from "@aws-sdk/client-iam";
import { CreateBucketCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import type { JWTPayload } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { type OidcIssuer, oidcIssuer } from "./oidc-issuer.ts";
import { ACCOUNT, configOf, createRole, document, iamOf, type Statement } from "./roles.ts";

let forebay: Forebay;
let issuer: OidcIssuer;
let sts: STSClient;
let provider: string;
let host: string;
beforeAll(async () => {
  [forebay, issuer] = await Promise.all([startForebay(), oidcIssuer()]);
  sts = new STSClient({ ...forebay.clientConfig, maxAttempts: 1 });
  host = issuer.url.replace("https://", "");
  provider = await register(issuer, ["app"]);
});
afterAll(async () => {
  await forebay.close();
  await issuer[Symbol.asyncDispose]();
});

async function register({ url, thumbprint }: OidcIssuer, ClientIDList: string[]): Promise<string> {
  const input = { Url: url.replace("http:", "https:"), ClientIDList, ThumbprintList: [thumbprint] };
  const made = await iamOf(forebay).send(new CreateOpenIDConnectProviderCommand(input));
  return made.OpenIDConnectProviderArn ?? "";
}

const nowSeconds = (): number => Math.floor(forebay.clock.now().getTime() / 1000);
const claimsOf = (more: JWTPayload = {}): JWTPayload => ({
  sub: "repo:acme/lake:ref:main",
  aud: "app",
  iat: nowSeconds(),
  exp: nowSeconds() + 600,
  ...more,
});

const federated = (Condition: Statement = {}, more: Statement = {}): Statement => ({
  Effect: "Allow",
  Principal: { Federated: provider },
  Action: "sts:AssumeRoleWithWebIdentity",
  Condition,
  ...more,
});
let roles = 0;
const roleFor = (...trust: readonly Statement[]): Promise<string> =>
  createRole(forebay, { name: `web-${++roles}`, trust, allow: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] });

const assume = (RoleArn: string, WebIdentityToken: string, more: Partial<AssumeRoleWithWebIdentityCommandInput> = {}) =>
  sts.send(new AssumeRoleWithWebIdentityCommand({ RoleArn, RoleSessionName: "ci", WebIdentityToken, ...more }));

const invalid = (message: unknown) => ({
  name: "InvalidIdentityTokenException",
  message,
  $metadata: { httpStatusCode: 400 },
});
const denied = {
  name: "AccessDenied",
  message: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
  $metadata: { httpStatusCode: 403 },
};

describe("AssumeRoleWithWebIdentity", () => {
  test("a session of the role, which its credentials sign for", async () => {
    const role = await roleFor(
      federated({
        StringEquals: { [`${host}:aud`]: "app" },
        StringLike: { [`${host}:sub`]: "repo:acme/*:ref:main" },
      }),
    );
    const answer = await assume(role, await issuer.token(claimsOf()));
    expect(answer).toMatchObject({
      SubjectFromWebIdentityToken: "repo:acme/lake:ref:main",
      Audience: "app",
      Provider: provider,
      AssumedRoleUser: { Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/web-1/ci` },
    });
    const identity = await new STSClient(configOf(forebay, answer.Credentials)).send(new GetCallerIdentityCommand({}));
    expect(identity.Arn).toBe(answer.AssumedRoleUser?.Arn);
    await new S3Client(configOf(forebay, answer.Credentials)).send(new ListBucketsCommand({}));
  });

  test("whom the trust policy does not name is refused (recorded)", async () => {
    const token = await issuer.token(claimsOf());
    const other = await roleFor(federated({ StringEquals: { [`${host}:sub`]: "repo:other/lake" } }));
    await expect(assume(other, token)).rejects.toMatchObject(denied);
    const signedOnly = await roleFor({
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "sts:*",
    });
    await expect(assume(signedOnly, token)).rejects.toMatchObject(denied);
    await expect(assume(`arn:aws:iam::${ACCOUNT}:role/nobody-made-it`, token)).rejects.toMatchObject(denied);
  });

  test("the session's keys stay with it: aws:FederatedProvider and the provider's own (documented)", async () => {
    const allow = {
      Effect: "Allow",
      Action: "s3:*",
      Resource: "*",
      Condition: { StringEquals: { "aws:FederatedProvider": provider, [`${host}:sub`]: "repo:acme/lake:ref:main" } },
    };
    const role = await createRole(forebay, { name: "web-keys", trust: [federated()], allow: [allow] });
    const s3Of = async (claims: JWTPayload): Promise<S3Client> =>
      new S3Client(configOf(forebay, (await assume(role, await issuer.token(claimsOf(claims)))).Credentials));
    await (await s3Of({})).send(new ListBucketsCommand({}));
    const stranger = await s3Of({ sub: "repo:else" });
    await expect(stranger.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: "AccessDenied" });
  });

  test("tags and source identity in the token (documented)", async () => {
    const token = await issuer.token(
      claimsOf({
        "https://aws.amazon.com/tags": { principal_tags: { team: ["web"] }, transitive_tag_keys: ["team"] },
        "https://aws.amazon.com/source_identity": "ada",
      }),
    );
    const closed = await roleFor(federated());
    await expect(assume(closed, token)).rejects.toMatchObject({ name: "AccessDenied" });
    const Action = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"];
    const asksForTeam = federated({ StringEquals: { "aws:RequestTag/team": "web" } }, { Action });
    const allow = [{ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::${aws:PrincipalTag/team}-*" }];
    const role = await createRole(forebay, { name: "web-tags", trust: [asksForTeam], allow });
    const { Credentials, SourceIdentity, PackedPolicySize } = await assume(role, token);
    expect(SourceIdentity).toBe("ada");
    expect(PackedPolicySize).toBeGreaterThan(0);
    await new S3Client(configOf(forebay, Credentials)).send(new CreateBucketCommand({ Bucket: "web-bucket" }));
  });

  test("session policies and the role's longest session", async () => {
    const role = await roleFor(federated());
    const token = await issuer.token(claimsOf());
    const Policy = document({ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" });
    const { Credentials } = await assume(role, token, { Policy });
    const s3 = new S3Client(configOf(forebay, Credentials));
    await s3.send(new ListBucketsCommand({}));
    await expect(s3.send(new CreateBucketCommand({ Bucket: "not-by-web" }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
    await expect(assume(role, token, { DurationSeconds: 7200 })).rejects.toMatchObject({
      name: "ValidationError",
      message: "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    });
  });

  test("client ids that were added since count", async () => {
    const role = await roleFor(federated());
    const token = await issuer.token(claimsOf({ aud: "added" }));
    await expect(assume(role, token)).rejects.toMatchObject(invalid("Incorrect token audience"));
    await iamOf(forebay).send(
      new AddClientIDToOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: provider, ClientID: "added" }),
    );
    expect((await assume(role, token)).Audience).toBe("added");
  });

  test("an issuer over plain HTTP on this machine (a difference)", async () => {
    await using plain = await oidcIssuer({ plain: true });
    const arn = await register(plain, ["app"]);
    const role = await roleFor(federated({}, { Principal: { Federated: arn } }));
    const token = await plain.token(claimsOf());
    expect((await assume(role, token)).Provider).toBe(arn);
    await iamOf(forebay).send(new DeleteOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
    await expect(assume(role, token)).rejects.toMatchObject(
      invalid(`No OpenIDConnect provider found in your account for ${plain.url}`), // recorded
    );
  });
});

describe("AssumeRoleWithWebIdentity: tokens that are refused", () => {
  let role: string;
  beforeAll(async () => {
    role = await roleFor(federated());
  });
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

  test("expired, on the platform's clock (recorded)", async () => {
    const claims = claimsOf();
    const token = await issuer.token(claims);
    await forebay.clock.advance(600_000);
    await expect(assume(role, token)).rejects.toMatchObject({
      name: "ExpiredTokenException",
      message: expect.stringMatching(
        new RegExp(`^Token expired: current date/time \\d+ must be before the expiration date/time${claims.exp}$`),
      ),
      $metadata: { httpStatusCode: 400 },
    });
  });

  test("not signed at all", async () => {
    const unsigned = `${part({ alg: "none" })}.${part({ iss: issuer.url, ...claimsOf() })}.`;
    await expect(assume(role, unsigned)).rejects.toMatchObject(invalid(expect.stringContaining("not a valid JWT")));
    await expect(assume(role, `${unsigned}AA`)).rejects.toMatchObject(
      invalid(expect.stringContaining("not a valid JWT")),
    );
  });

  test("signed by somebody else", async () => {
    await using stranger = await oidcIssuer({ plain: true });
    const [header, , signature] = (await stranger.token(claimsOf())).split(".");
    const forged = [header, part({ iss: issuer.url, ...claimsOf() }), signature].join(".");
    await expect(assume(role, forged)).rejects.toMatchObject(invalid(expect.stringContaining("signature")));
    const own = await stranger.token(claimsOf());
    await expect(assume(role, own)).rejects.toMatchObject(
      invalid(`No OpenIDConnect provider found in your account for ${stranger.url}`),
    );
  });

  test.each([
    ["of an issuer that is no URL", { iss: "issuer" }, "Issuer must be a valid URL"],
    ["of an issuer over HTTP elsewhere", { iss: "http://example.com" }, "Issuer must be a valid URL"],
    ["without subject", { sub: undefined }, "Missing a required claim: sub"],
    ["not valid yet", { nbf: 10_000_000_000 }, "The ID Token is not valid yet"],
  ])("%s", async (_, claims, message) => {
    await expect(assume(role, await issuer.token(claimsOf(claims)))).rejects.toMatchObject(invalid(message));
  });

  test("as large as can be", async () => {
    const huge = `${part({ alg: "RS256" })}.${"A".repeat(19_900)}.x`;
    await expect(assume(role, huge)).rejects.toMatchObject(invalid(expect.stringContaining("not a valid JWT")));
    await expect(assume(role, "x".repeat(20_001))).rejects.toMatchObject({ name: "ValidationError" });
  });

  test("of an issuer that is gone: IDPCommunicationError", async () => {
    const gone = await oidcIssuer();
    const arn = await register(gone, ["app"]);
    const token = await gone.token(claimsOf());
    await gone[Symbol.asyncDispose]();
    const trusting = await roleFor(federated({}, { Principal: { Federated: arn } }));
    await expect(assume(trusting, token)).rejects.toMatchObject({ name: "IDPCommunicationErrorException" });
  });

  test("OAuth access tokens (501)", async () => {
    await expect(assume(role, "Atza|token", { ProviderId: "www.amazon.com" })).rejects.toMatchObject({
      name: "NotImplemented",
    });
  });
});
