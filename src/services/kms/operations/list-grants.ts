// ListGrants: the grants of a key, all or those to a principal, in pages.
import type { Operation } from "../context.ts";
import { findKeyById } from "../find-key.ts";
import { isService, listedGrant } from "../grant.ts";
import { LIST_GRANTS_DEFAULT, LIST_GRANTS_MAX } from "../limits.ts";
import { page } from "../markers.ts";

export const listGrants: Operation<"ListGrants"> = async (input, call) => {
  const { name, arn } = await findKeyById(input.KeyId, call);
  const { GrantId, GranteePrincipal, GranteeServicePrincipal } = input;
  const listing = `kms.ListGrants/${arn}`;
  const bounds = { listing, defaultSize: LIST_GRANTS_DEFAULT, max: LIST_GRANTS_MAX };
  const all = ((await call.context.store.grantsOf(name)) ?? []).filter(
    (grant) =>
      (GrantId === undefined || grant.grantId === GrantId) &&
      (GranteePrincipal === undefined || grant.grantee === GranteePrincipal) &&
      (GranteeServicePrincipal === undefined ||
        (isService(grant.grantee) && grant.grantee === GranteeServicePrincipal)),
  );
  const { items, ...rest } = await page(
    input,
    bounds,
    call,
    (after: string | undefined) => all.filter(({ grantId }) => after === undefined || grantId > after),
    ({ grantId }) => grantId,
  );
  return { Grants: items.map((grant) => listedGrant({ name, grant })), ...rest };
};
