// Which grant RetireGrant is to end.
import type { Call, Input } from "./context.ts";
import { keyNotFound, otherRegion, validation } from "./errors.ts";
import { findKeyById } from "./find-key.ts";
import { openGrantToken } from "./grant-token.ts";
import { type Key, keyArn } from "./key.ts";

/** Errors: InvalidGrantTokenException, NotFoundException, ValidationException. */
export async function retiredGrant(
  { GrantToken, KeyId, GrantId }: Input<"RetireGrant">,
  call: Call,
): Promise<{ readonly key: Key; readonly grantId: string }> {
  if (GrantToken === undefined) {
    if (KeyId === undefined || GrantId === undefined)
      throw validation("Either GrantToken, or KeyId and GrantId are required."); // inferred
    return { key: await findKeyById(KeyId, call), grantId: GrantId };
  }
  const { account, region, keyId, grantId } = openGrantToken(GrantToken, call.context);
  if (region !== call.region) throw otherRegion(region);
  const name = { account, region, keyId };
  const key = await call.context.store.findKey(name);
  if (!key) throw keyNotFound(keyArn(name));
  return { key, grantId };
}
