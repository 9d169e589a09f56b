// AssociateKmsKey: from now on the group's events are sealed under that key.
import type { Operation } from "../context.ts";
import { identifiedGroup } from "../kms-association.ts";

export const associateKmsKey: Operation<"AssociateKmsKey"> = async (input, call) => {
  const key = identifiedGroup(input, call);
  await call.context.store.groups.get(key);
  await call.context.encryption.check(key, input.kmsKeyId);
  await call.context.store.groups.change(key, (row) => ({ row: { ...row, kmsKeyId: input.kmsKeyId } }));
  return {};
};
