// DeleteRole: removes a role that has nothing left.
import { moveBoundary } from "../attach.ts";
import type { Operation } from "../context.ts";
import { mustFirst } from "../errors.ts";
import { assertModifiable } from "../kinds.ts";
import { allRoles } from "../store/entities.ts";
import { hasInline } from "../store/inline.ts";
import { isInProfile } from "../store/profiles.ts";

export const deleteRole: Operation<"DeleteRole"> = async ({ RoleName }, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, RoleName);
    assertModifiable(row);
    if (await isInProfile(transaction, account, row.id)) throw mustFirst("remove roles from instance profile");
    if (row.attached.length > 0) throw mustFirst("detach all policies");
    if (await hasInline(transaction, account, row.id)) throw mustFirst("delete policies");
    moveBoundary(transaction, account, { kind: "role", ownerId: row.id }, { from: row.boundary, to: undefined });
    allRoles.remove(transaction, account, row);
  });
  return {};
};
