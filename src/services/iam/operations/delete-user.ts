// DeleteUser: removes a user that has nothing left.
import type { Operation } from "../context.ts";
import { moveBoundary } from "../attach.ts";
import { mustFirst } from "../errors.ts";
import { hasMfa } from "../mfa-device.ts";
import { hasCredentials } from "../store/credentials.ts";
import { allUsers } from "../store/entities.ts";
import { hasInline } from "../store/inline.ts";
import { findLoginProfile } from "../store/login-profiles.ts";

export const deleteUser: Operation<"DeleteUser"> = async ({ UserName }, { account, context }) => {
  await context.store.write(async (transaction) => {
    const row = await allUsers.get(transaction, account, UserName);
    if (await findLoginProfile(transaction, account, row.id)) throw mustFirst("delete login profile");
    if (row.accessKeyIds.length > 0) throw mustFirst("delete access keys");
    if (row.attached.length > 0) throw mustFirst("detach all policies");
    if (await hasInline(transaction, account, row.id)) throw mustFirst("delete policies");
    if (row.groupIds.length > 0) throw mustFirst("remove users from group");
    if (await hasMfa(transaction, account, { kind: "user", userId: row.id })) throw mustFirst("delete MFA device");
    if (await hasCredentials(transaction, account, row.id)) throw mustFirst("remove referenced objects");
    moveBoundary(transaction, account, { kind: "user", ownerId: row.id }, { from: row.boundary, to: undefined });
    allUsers.remove(transaction, account, row);
  });
  return {};
};
