// Condition keys of KMS that follow from the key and from who asks. Documented in the Service Authorization Reference.
import type { ContextValue } from "../../kit/access.ts";
import type { Call } from "./context.ts";
import type { EncryptionContext } from "./envelope.ts";
import { isReplica, type Key } from "./key.ts";

export type Context = Readonly<Record<string, ContextValue | undefined>>;

/** `kms:ViaService` comes with the request, as the other keys of calls by services do. */
export const callerContext = ({ caller }: Call): Context => ({ "kms:CallerAccount": caller.account });

export async function keyContext(key: Key, call: Call): Promise<Context> {
  const aliases = await call.context.store.aliasNames(key.name);
  return {
    ...callerContext(call),
    ...specContext({ spec: key.spec, usage: key.usage }),
    "kms:KeyOrigin": key.origin,
    "kms:MultiRegion": String(key.multiRegion !== undefined),
    "kms:MultiRegionKeyType": key.multiRegion && (isReplica(key) ? "REPLICA" : "PRIMARY"),
    "kms:ResourceAliases": aliases.length > 0 ? aliases : undefined,
  };
}

/** With the names that the keys had before. */
export const specContext = ({ spec, usage }: { readonly spec: string; readonly usage: string }): Context => ({
  "kms:KeySpec": spec,
  "kms:CustomerMasterKeySpec": spec,
  "kms:KeyUsage": usage,
  "kms:CustomerMasterKeyUsage": usage,
});

export function encryptionContext(context: EncryptionContext | undefined): Context {
  const pairs = Object.entries(context ?? {});
  if (pairs.length === 0) return {};
  return {
    "kms:EncryptionContextKeys": pairs.map(([key]) => key),
    ...Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
  };
}
