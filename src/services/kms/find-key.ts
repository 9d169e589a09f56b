// The key that a request names: by id, ARN, alias or alias ARN.
import { parseArn } from "../../kit/arn.ts";
import { ALIAS_PREFIX, type AliasName, aliasArn } from "./alias.ts";
import type { Call } from "./context.ts";
import { aliasNotFound, invalidArn, invalidKeyId, keyNotFound, notAuthorized, otherRegion } from "./errors.ts";
import { type Key, keyArn, type KeyName } from "./key.ts";
import { managedKey, managedService } from "./managed-keys.ts";

/** UUIDs, and multi-Region ones. Recorded: nothing else is looked up. */
const KEY_ID = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})$/;

export type Named = KeyName | AliasName;

/** What a KeyId member names. Errors: NotFoundException, InvalidArnException. */
export function parseKeyId(text: string, { account, region }: Pick<Call, "account" | "region">): Named {
  if (!text.startsWith("arn:")) return named(text, { account, region }, text);
  const arn = parseArn(text);
  if (arn?.service !== "kms" || !/^\d{12}$/.test(arn.account)) throw invalidArn(text);
  if (arn.region !== region) throw otherRegion(arn.region);
  const place = { account: arn.account, region };
  if (arn.resource.startsWith(ALIAS_PREFIX)) return { ...place, alias: arn.resource };
  const [, keyId] = /^key\/(.*)$/.exec(arn.resource) ?? [];
  if (keyId === undefined) throw invalidArn(text);
  return named(keyId, place, keyId);
}

function named(text: string, place: { account: string; region: string }, given: string): Named {
  if (text.startsWith(ALIAS_PREFIX)) return { ...place, alias: text };
  if (!KEY_ID.test(text)) throw invalidKeyId(given);
  return { ...place, keyId: text };
}

/** By any of the four. Errors: NotFoundException, InvalidArnException. */
export async function findKey(text: string, call: Call): Promise<Key> {
  const key = await lookUp(text, call);
  if (key) return key;
  const name = parseKeyId(text, call);
  const managed = "alias" in name ? await managedKey(name, call.context) : undefined;
  if (!managed) throw invalidKeyId(text);
  return managed;
}

/** Undefined: an AWS managed key that its first use makes. Errors: as `findKey`. */
export async function lookUp(text: string, call: Call): Promise<Key | undefined> {
  const name = parseKeyId(text, call);
  if (!("alias" in name)) return existing(name, call);
  const alias = await call.context.store.findAlias(name);
  if (alias) return existing({ account: alias.account, region: alias.region, keyId: alias.keyId }, call);
  if (managedService(name.alias) === undefined) throw aliasNotFound(aliasArn(name));
  return undefined;
}

/** By id or ARN: most operations take no alias. Documented. Errors: as `findKey`. */
export async function findKeyById(text: string, call: Call): Promise<Key> {
  return existing(keyNameOf(text, call), call);
}

/** Errors: NotFoundException, InvalidArnException. */
function keyNameOf(text: string, call: Pick<Call, "account" | "region">): KeyName {
  const name = parseKeyId(text, call);
  if ("alias" in name) throw invalidKeyId(text);
  return name;
}

/** Of the caller's account, and not one of AWS's own: for operations that manage keys. Errors: as `findKey`, AccessDeniedException. */
export async function findOwnKey(text: string, call: Call, operation: string): Promise<Key> {
  const key = await findKeyById(text, call);
  checkOwn(key, call, operation);
  return key;
}

/** Documented: the operation does not reach into other accounts, and AWS managed keys are not the customer's to manage. */
function checkOwn(key: Key, { account, caller }: Call, operation: string): void {
  if (key.name.account !== account || key.manager === "AWS") throw notAuthorized(caller.arn, operation, key.arn);
}

async function existing(name: KeyName, { context }: Call): Promise<Key> {
  const key = await context.store.findKey(name);
  if (!key) throw keyNotFound(keyArn(name));
  return key;
}

/** Of the caller's account: for operations that only look. Errors: as `findKey`, AccessDeniedException. */
export async function findOwnAccountKey(text: string, call: Call, operation: string): Promise<Key> {
  const key = await findKeyById(text, call);
  if (key.name.account !== call.account) throw notAuthorized(call.caller.arn, operation, key.arn);
  return key;
}
