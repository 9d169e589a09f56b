// ListRetirableGrants: the grants in a region, of whatever account's keys, that a principal may retire.
import type { Operation } from "../context.ts";
import { validation } from "../errors.ts";
import { checkPrincipal, type KeyGrant, listedGrant } from "../grant.ts";
import { LIST_GRANTS_DEFAULT, LIST_GRANTS_MAX } from "../limits.ts";
import { page } from "../markers.ts";

type Position = readonly [account: string, keyId: string, grantId: string];

export const listRetirableGrants: Operation<"ListRetirableGrants"> = async (input, call) => {
  const principal = input.RetiringPrincipal ?? input.RetiringServicePrincipal;
  if (principal === undefined) throw validation("RetiringPrincipal is required."); // inferred
  checkPrincipal(principal);
  const listing = `kms.ListRetirableGrants/${principal}`;
  const bounds = { listing, defaultSize: LIST_GRANTS_DEFAULT, max: LIST_GRANTS_MAX };
  const { items, ...rest } = await page(
    input,
    bounds,
    call,
    (after: Position | undefined) => retirable(call.context.store.grants(call.region, after), principal),
    ({ name, grant }): Position => [name.account, name.keyId, grant.grantId],
  );
  return { Grants: items.map(listedGrant), ...rest };
};

async function* retirable(all: AsyncIterable<KeyGrant>, principal: string): AsyncGenerator<KeyGrant> {
  for await (const each of all) if (each.grant.retiring === principal) yield each;
}
