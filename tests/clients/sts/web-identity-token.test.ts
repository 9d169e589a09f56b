// GetWebIdentityToken with the JS SDK, and a relying party that knows nothing but the issuer's URL.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DisableOutboundWebIdentityFederationCommand,
  EnableOutboundWebIdentityFederationCommand,
  GetOutboundWebIdentityFederationInfoCommand,
  TagRoleCommand,
} from "@aws-sdk/client-iam";
import {
  AssumeRoleCommand,
  GetSessionTokenCommand,
  GetWebIdentityTokenCommand,
  type GetWebIdentityTokenCommandInput,
  STSClient,
} from "@aws-sdk/client-sts";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Forebay, startForebay } from "../../../src/index.ts";
import { ACCOUNT, configOf, createRole, createUser, iamOf } from "./roles.ts";

const AUDIENCE = "https://api.example.com";
let forebay: Forebay;
let sts: STSClient;
let issuer: string;
beforeAll(async () => {
  forebay = await startForebay();
  sts = new STSClient(forebay.clientConfig);
  await expect(tokenOf(sts)).rejects.toMatchObject({ name: "OutboundWebIdentityFederationDisabledException" });
  const enabled = await iamOf(forebay).send(new EnableOutboundWebIdentityFederationCommand({}));
  issuer = enabled.IssuerIdentifier ?? "";
});
afterAll(() => forebay.close());

const tokenOf = (client: STSClient, more: Partial<GetWebIdentityTokenCommandInput> = {}) =>
  client.send(new GetWebIdentityTokenCommand({ Audience: [AUDIENCE], SigningAlgorithm: "ES384", ...more }));

/** As any relying party does: discovery, keys, signature, issuer and audience. */
async function verified(token: string | undefined) {
  const discovery = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as { jwks_uri: string };
  const keys = createRemoteJWKSet(new URL(discovery.jwks_uri));
  return jwtVerify(token ?? "", keys, { issuer, audience: AUDIENCE, currentDate: forebay.clock.now() });
}

const session = async (RoleArn: string, more: object = {}) => {
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "loading", ...more }));
  return new STSClient(configOf(forebay, Credentials));
};

test.each(["RS256", "ES384"])("GetWebIdentityToken: %s, as relying parties verify it", async (SigningAlgorithm) => {
  const { WebIdentityToken, Expiration } = await tokenOf(sts, { SigningAlgorithm });
  const { payload, protectedHeader } = await verified(WebIdentityToken);
  expect(protectedHeader.alg).toBe(SigningAlgorithm);
  expect(payload).toMatchObject({
    sub: `arn:aws:iam::${ACCOUNT}:root`,
    aud: AUDIENCE,
    "https://sts.amazonaws.com/": { aws_account: ACCOUNT, source_region: "us-east-1" },
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300); // documented
  expect(Expiration?.getTime()).toBe((payload.exp ?? 0) * 1000);
});

test("GetWebIdentityToken: a role's session speaks for the role, with tags (documented)", async () => {
  const RoleArn = await createRole(forebay, { name: "loader" });
  await iamOf(forebay).send(new TagRoleCommand({ RoleName: "loader", Tags: [{ Key: "team", Value: "data" }] }));
  const client = await session(RoleArn, { Tags: [{ Key: "env", Value: "prod" }] });
  const Tags = [{ Key: "job-id", Value: "job-1" }];
  const { payload } = await verified((await tokenOf(client, { Tags, Audience: [AUDIENCE, "b"] })).WebIdentityToken);
  expect(payload).toMatchObject({
    sub: RoleArn,
    aud: [AUDIENCE, "b"],
    "https://sts.amazonaws.com/": {
      principal_tags: { team: "data", env: "prod" },
      request_tags: { "job-id": "job-1" },
    },
  });
});

test("GetWebIdentityToken: no longer than the session (documented)", async () => {
  const client = await session(await createRole(forebay, { name: "brief" }), { DurationSeconds: 900 });
  await tokenOf(client, { DurationSeconds: 600 });
  await expect(tokenOf(client, { DurationSeconds: 3600 })).rejects.toMatchObject({
    name: "SessionDurationEscalationException",
  });
});

test("GetWebIdentityToken: policies decide on audience, duration and tags", async () => {
  const allowed = {
    Effect: "Allow",
    Action: "sts:GetWebIdentityToken",
    Resource: "*",
    Condition: {
      "ForAllValues:StringEquals": { "sts:IdentityTokenAudience": AUDIENCE },
      NumericLessThanEquals: { "sts:DurationSeconds": "300" },
      StringEquals: { "sts:SigningAlgorithm": "ES384" },
    },
  };
  const user = new STSClient(await createUser(forebay, "careful", [allowed]));
  await tokenOf(user);
  const denied = { name: "AccessDenied" };
  await expect(tokenOf(user, { Audience: ["https://elsewhere.example.com"] })).rejects.toMatchObject(denied);
  await expect(tokenOf(user, { DurationSeconds: 301 })).rejects.toMatchObject(denied);
  await expect(tokenOf(user, { SigningAlgorithm: "RS256" })).rejects.toMatchObject(denied);
  await expect(tokenOf(user, { Tags: [{ Key: "a", Value: "b" }] })).rejects.toThrow(
    "is not authorized to perform: sts:TagGetWebIdentityToken",
  );
});

test("GetWebIdentityToken: what it refuses", async () => {
  const invalid = { name: "ValidationError" };
  await expect(tokenOf(sts, { SigningAlgorithm: "HS256" })).rejects.toMatchObject(invalid);
  await expect(tokenOf(sts, { DurationSeconds: 59 })).rejects.toMatchObject(invalid);
  const { Credentials } = await sts.send(new GetSessionTokenCommand({}));
  await expect(tokenOf(new STSClient(configOf(forebay, Credentials)))).rejects.toMatchObject({ name: "AccessDenied" });
  const Tags = Array.from({ length: 50 }, (_, i) => ({ Key: `key-${i}`, Value: "v".repeat(256) }));
  await expect(tokenOf(sts, { Tags })).rejects.toMatchObject({ name: "JWTPayloadSizeExceededException" });
});

test("GetWebIdentityToken: the keys are the same after a restart", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "forebay-sts-"));
  const keyIds: unknown[] = [];
  for (const run of ["first", "second"]) {
    await using platform = await startForebay({ dataFolder });
    if (run === "first") await iamOf(platform).send(new EnableOutboundWebIdentityFederationCommand({}));
    const { WebIdentityToken = "" } = await tokenOf(new STSClient(platform.clientConfig));
    keyIds.push(decodeProtectedHeader(WebIdentityToken).kid);
  }
  rmSync(dataFolder, { recursive: true, force: true });
  expect(keyIds[0]).toEqual(expect.any(String));
  expect(keyIds[1]).toBe(keyIds[0]);
});

test("OutboundWebIdentityFederation: enabled once, shown, disabled once (documented)", async () => {
  const iam = iamOf(forebay);
  expect(await iam.send(new GetOutboundWebIdentityFederationInfoCommand({}))).toMatchObject({
    IssuerIdentifier: issuer,
    JwtVendingEnabled: true,
  });
  await expect(iam.send(new EnableOutboundWebIdentityFederationCommand({}))).rejects.toMatchObject({
    name: "FeatureEnabledException",
  });
  await iam.send(new DisableOutboundWebIdentityFederationCommand({}));
  const disabled = { name: "FeatureDisabledException" };
  await expect(iam.send(new DisableOutboundWebIdentityFederationCommand({}))).rejects.toMatchObject(disabled);
  await expect(iam.send(new GetOutboundWebIdentityFederationInfoCommand({}))).rejects.toMatchObject(disabled);
  expect((await fetch(`${issuer}/.well-known/jwks.json`)).status).toBe(403);
  await iam.send(new EnableOutboundWebIdentityFederationCommand({}));
});
