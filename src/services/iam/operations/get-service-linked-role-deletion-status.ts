// GetServiceLinkedRoleDeletionStatus: how a deletion went. Here none takes long and none fails.
import { deletionTaskNotFound } from "../account-errors.ts";
import type { Operation } from "../context.ts";
import { findRoleDeletion } from "../store/accounts.ts";

export const getServiceLinkedRoleDeletionStatus: Operation<"GetServiceLinkedRoleDeletionStatus"> = async (
  { DeletionTaskId },
  { account, context },
) => {
  if (!(await findRoleDeletion(context.store.reads, account, DeletionTaskId)))
    throw deletionTaskNotFound(DeletionTaskId);
  return { Status: "SUCCEEDED" };
};
