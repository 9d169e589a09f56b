// Needs of KMS' access rules: on a key with its policy and grants, on an alias, on nothing.
import type { GrantOperation } from "@aws-sdk/client-kms";
import type { AccessNeed } from "../../kit/access.ts";
import { ALIAS_PREFIX, aliasArn } from "./alias.ts";
import type { Call } from "./context.ts";
import { findKeyById, lookUp, parseKeyId } from "./find-key.ts";
import { grantsAllowing } from "./grant-access.ts";
import { type Key, tagRecord } from "./key.ts";
import { callerContext, type Context, encryptionContext, keyContext } from "./key-context.ts";
import { managedPolicy } from "./key-policy.ts";
import { managedService } from "./managed-keys.ts";

export interface Facts {
  readonly context?: Context;
  readonly requestTags?: Readonly<Record<string, string>> | undefined;
  readonly granted?: boolean;
}

export const onNothing = (action: string, call: Call, { context, ...rest }: Facts = {}): AccessNeed => ({
  action: `kms:${action}`,
  resource: "*",
  context: { ...callerContext(call), ...context },
  ...rest,
});

export async function onKey(
  action: string,
  key: Key,
  call: Call,
  { context, requestTags, granted }: Facts = {},
): Promise<AccessNeed> {
  return {
    action: `kms:${action}`,
    resource: key.arn,
    resourceAccount: key.name.account,
    context: { ...(await keyContext(key, call)), ...context },
    resourceTags: tagRecord(key.tags),
    ...(requestTags && { requestTags }),
    resourcePolicy: { document: key.policy, mode: "required", ...(granted !== undefined && { granted }) },
  };
}

/** By id or ARN. */
export const managing =
  <Name extends string>(action: Name, facts?: (input: never) => Facts) =>
  async (input: { readonly KeyId: string }, call: Call): Promise<AccessNeed> =>
    onKey(action, await findKeyById(input.KeyId, call), call, facts?.(input as never));

interface Using {
  readonly KeyId: string;
  readonly EncryptionContext?: Readonly<Record<string, string>> | undefined;
}

/** By any name; grants count. `context`: what the operation says beyond the key and its encryption context. */
export const using =
  (operation: GrantOperation, context?: (input: never) => Context) =>
  (input: Using, call: Call): Promise<AccessNeed> =>
    onNamedKey(operation, input.KeyId, call, input.EncryptionContext, context?.(input as never));

export async function onNamedKey(
  operation: GrantOperation,
  keyId: string,
  call: Call,
  context: Using["EncryptionContext"],
  more: Context = {},
): Promise<AccessNeed> {
  const key = await lookUp(keyId, call);
  const facts = { ...encryptionContext(context), ...requestAlias(keyId, call), ...more };
  if (!key) return onManagedAlias(operation, keyId, call, facts);
  const granted = (await grantsAllowing(key, operation, call, context)).length > 0;
  return onKey(operation, key, call, { context: facts, granted });
}

function requestAlias(keyId: string, call: Call): Context {
  const named = parseKeyId(keyId, call);
  return "alias" in named ? { "kms:RequestAlias": named.alias } : {};
}

/** Of an AWS managed key that its first use is about to make. */
function onManagedAlias(operation: string, keyId: string, call: Call, context: Context): AccessNeed {
  const named = parseKeyId(keyId, call);
  const service = "alias" in named ? managedService(named.alias) : undefined;
  if (!("alias" in named) || service === undefined) throw new Error(`no key is named ${keyId}`);
  return {
    ...onNothing(operation, call, { context }),
    resource: aliasArn(named),
    resourcePolicy: { document: managedPolicy(named, service), mode: "required" },
  };
}

/** An alias has no policy of its own: IAM's must allow it. */
export const onAlias = (action: string, alias: string, { account, region }: Call): AccessNeed => ({
  action: `kms:${action}`,
  resource: aliasArn({ account, region, alias }),
});

export const onAliasAndKey =
  (action: string) =>
  async ({ AliasName, TargetKeyId }: { AliasName: string; TargetKeyId: string }, call: Call): Promise<AccessNeed[]> => [
    onAlias(action, AliasName, call),
    await onKey(action, await findKeyById(TargetKeyId, call), call),
  ];

/** The key that the alias leaves, too. */
export async function formerTarget(action: string, alias: string, call: Call): Promise<AccessNeed[]> {
  const { account, region, context } = call;
  const found = alias.startsWith(ALIAS_PREFIX) ? await context.store.findAlias({ account, region, alias }) : undefined;
  const key = found && (await context.store.findKey({ account, region, keyId: found.keyId }));
  return key ? [await onKey(action, key, call)] : [];
}
