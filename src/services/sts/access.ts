// What each operation of STS must be allowed to do. Documented in the Service Authorization Reference unless said otherwise.
import type { AccessNeed, AccessTable, ContextValue } from "../../kit/access.ts";
import { formatArn, partitionOf } from "../../kit/arn.ts";
import type { Caller } from "../../kit/service.ts";
import type { Call, Input, Sdk, StsContext } from "./context.ts";
import { noSessionCredentials } from "./errors.ts";
import { TOKEN_DEFAULT_SECONDS } from "./limits.ts";
import { checkMfa, withMfa } from "./mfa.ts";
import { roleNameOf } from "./role.ts";
import { samlIdentityOf } from "./saml/saml-identity.ts";
import { inheritedTags, recordOf, requestedTags, type SessionTags } from "./session-tags.ts";
import { sourceIdentityOf } from "./source-identity.ts";
import { webIdentityOf } from "./web-identity/web-identity.ts";

interface Assumption {
  readonly action: "AssumeRole" | "AssumeRoleWithSAML" | "AssumeRoleWithWebIdentity";
  readonly roleArn: string;
  readonly tags: SessionTags;
  /** Tags come along from the session before. */
  readonly inherits?: boolean;
  readonly sourceIdentity: string | undefined;
  readonly keys: Readonly<Record<string, ContextValue | undefined>>;
  /** Who asks, when it is not the signer alone. */
  readonly caller?: Caller;
}

/** A role that does not exist allows nobody: AWS does not tell the two apart. */
async function assumption(wanted: Assumption, { context }: Call): Promise<readonly AccessNeed[]> {
  const { action, roleArn, tags, sourceIdentity, caller } = wanted;
  const { account } = roleNameOf(roleArn);
  const role = await context.principals.role(roleArn);
  const need = {
    resource: roleArn,
    resourceAccount: account,
    resourceTags: role?.tags ?? {},
    resourcePolicy: { document: role?.trustPolicy, mode: "required" },
    ...(tags.tags.length > 0 && { requestTags: recordOf(tags) }),
    ...(caller && { caller }),
    context: {
      ...wanted.keys,
      "sts:SourceIdentity": sourceIdentity,
      "sts:TransitiveTagKeys": tags.transitive.length > 0 ? tags.transitive : undefined,
    },
  } as const;
  return [
    { ...need, action: `sts:${action}` },
    // Documented: all roles in a chain that hands on tags or a source identity must allow it.
    ...(tags.tags.length > 0 || wanted.inherits ? [{ ...need, action: "sts:TagSession" }] : []),
    ...(sourceIdentity === undefined ? [] : [{ ...need, action: "sts:SetSourceIdentity" }]),
  ];
}

async function assumeRole(input: Input<"AssumeRole">, call: Call): Promise<readonly AccessNeed[]> {
  const { caller, context } = call;
  if (caller.kind === "federated-user") throw noSessionCredentials("AssumeRole");
  const mfa = await checkMfa(input, call);
  const { RoleArn: roleArn, RoleSessionName, ExternalId, Tags, TransitiveTagKeys } = input;
  return assumption(
    {
      action: "AssumeRole",
      roleArn,
      tags: requestedTags(Tags, TransitiveTagKeys),
      inherits: Object.keys(inheritedTags(caller.session)).length > 0,
      sourceIdentity: sourceIdentityOf(input.SourceIdentity, caller),
      keys: { "sts:RoleSessionName": RoleSessionName, "sts:ExternalId": ExternalId },
      ...(mfa && { caller: withMfa(caller, context.clock.now()) }),
    },
    call,
  );
}

async function assumeRoleWithWebIdentity(
  input: Input<"AssumeRoleWithWebIdentity">,
  call: Call,
): Promise<readonly AccessNeed[]> {
  const { RoleArn: roleArn, RoleSessionName } = input;
  const { providerArn, audience, subject, tags, sourceIdentity, keys } = await webIdentityOf(input, call.context);
  const caller = vouchedFor(providerArn, `${providerArn}:${audience}:${subject}`, keys, call);
  return assumption(
    {
      action: "AssumeRoleWithWebIdentity",
      roleArn,
      tags,
      sourceIdentity,
      keys: { "sts:RoleSessionName": RoleSessionName },
      caller,
    },
    call,
  );
}

async function assumeRoleWithSaml(input: Input<"AssumeRoleWithSAML">, call: Call): Promise<readonly AccessNeed[]> {
  const { providerArn, nameQualifier, assertion, sessionName, tags, sourceIdentity, keys } = await samlIdentityOf(
    input,
    call.context,
  );
  const caller = vouchedFor(providerArn, `${nameQualifier}:${assertion.subject}`, keys, call);
  return assumption(
    {
      action: "AssumeRoleWithSAML",
      roleArn: input.RoleArn,
      tags,
      sourceIdentity,
      keys: { "sts:RoleSessionName": sessionName },
      caller,
    },
    call,
  );
}

/** Somebody without credentials, but with a provider's word: `Federated` principals of trust policies. */
const vouchedFor = (
  providerArn: string,
  userId: string,
  keys: Readonly<Record<string, string | readonly string[]>>,
  { context }: Call,
): Caller => ({
  kind: "anonymous",
  account: providerArn.split(":")[4] ?? "",
  arn: providerArn,
  userId,
  accessKeyId: undefined,
  session: {
    issuerArn: providerArn,
    issuedMs: context.clock.now(),
    federatedProvider: providerArn,
    context: keys,
  },
});

function getFederationToken(
  { Name, Tags }: Input<"GetFederationToken">,
  { caller, region }: Call,
): readonly AccessNeed[] {
  if (caller.session) throw noSessionCredentials("GetFederationToken");
  const { account } = caller;
  // Recorded in public issue threads: the messages name the federated user.
  const resource = formatArn(
    { service: "sts", region: "", account, resource: `federated-user/${Name}` },
    partitionOf(region),
  );
  const tags = requestedTags(Tags);
  const requestTags = tags.tags.length > 0 ? recordOf(tags) : undefined;
  const need = { resource, ...(requestTags && { requestTags }) };
  return [
    { ...need, action: "sts:GetFederationToken" },
    ...(requestTags ? [{ ...need, action: "sts:TagSession" }] : []),
  ];
}

/** Recorded in public policies: on the account's `self`; tags need a permission of their own. */
function getWebIdentityToken(input: Input<"GetWebIdentityToken">, call: Call): readonly AccessNeed[] {
  const { caller, region } = call;
  checkUnlimited("GetWebIdentityToken", caller);
  const { Audience, DurationSeconds = TOKEN_DEFAULT_SECONDS, SigningAlgorithm, Tags = [] } = input;
  const { account } = caller;
  const need = {
    resource: formatArn({ service: "sts", region: "", account, resource: "self" }, partitionOf(region)),
    ...(Tags.length > 0 && { requestTags: recordOf(requestedTags(Tags)) }),
    context: {
      "sts:IdentityTokenAudience": Audience,
      "sts:DurationSeconds": String(DurationSeconds),
      "sts:SigningAlgorithm": SigningAlgorithm,
    },
  };
  return [
    { ...need, action: "sts:GetWebIdentityToken" },
    ...(Tags.length > 0 ? [{ ...need, action: "sts:TagGetWebIdentityToken" }] : []),
  ];
}

/** Documented: credentials of GetFederationToken and GetSessionToken cannot call other operations of STS. */
function checkUnlimited(action: string, caller: Caller): void {
  const limited = caller.kind === "federated-user" || (caller.session && caller.kind !== "assumed-role");
  if (limited) throw noSessionCredentials(action);
}

function onNothing(action: string, { caller }: Call): AccessNeed {
  checkUnlimited(action, caller);
  return { action: `sts:${action}`, resource: "*" };
}

export const access: AccessTable<Sdk, StsContext> = {
  AssumeRole: assumeRole,
  AssumeRoleWithSAML: assumeRoleWithSaml,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  DecodeAuthorizationMessage: (_, call) => onNothing("DecodeAuthorizationMessage", call),
  GetAccessKeyInfo: (_, call) => onNothing("GetAccessKeyInfo", call),
  // Documented: nobody needs a permission for it, and none can be denied it.
  GetCallerIdentity: () => [],
  GetFederationToken: getFederationToken,
  // Documented: needs no permission, only long-term credentials.
  GetSessionToken: (_, { caller }) => {
    if (caller.session) throw noSessionCredentials("GetSessionToken");
    return [];
  },
  GetWebIdentityToken: getWebIdentityToken,
};
