// DeleteServiceLinkedRole: removes the role at once; the task that it answers has succeeded. Recorded: the task's id.
import { uuid } from "../../../kit/ids.ts";
import { notLinkedRole } from "../account-errors.ts";
import { moveBoundary } from "../attach.ts";
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { putRoleDeletion } from "../store/accounts.ts";
import { allRoles } from "../store/entities.ts";
import { deleteAttachment } from "../store/managed.ts";

export const deleteServiceLinkedRole: Operation<"DeleteServiceLinkedRole"> = async ({ RoleName }, call) => {
  const { account, context } = call;
  const unique = uuid();
  const task = await context.store.write(async (transaction) => {
    const row = await allRoles.get(transaction, account, RoleName);
    if (row.linkedService === undefined) throw notLinkedRole(row.name);
    const id = `task${row.path}${row.name}/${unique}`;
    for (const arn of row.attached)
      deleteAttachment(transaction, account, arn, { usage: "policy", kind: "role", ownerId: row.id });
    moveBoundary(transaction, account, { kind: "role", ownerId: row.id }, { from: row.boundary, to: undefined });
    allRoles.remove(transaction, account, row);
    putRoleDeletion(transaction, account, id, { roleName: row.name, createdMs: wholeSecondMs(context.clock) });
    return id;
  });
  return { DeletionTaskId: task };
};
