// DisassociateKmsKey: what comes from now on is not sealed; what came before still is.
import type { Operation } from "../context.ts";
import { identifiedGroup } from "../kms-association.ts";

export const disassociateKmsKey: Operation<"DisassociateKmsKey"> = async (input, call) => {
  await call.context.store.groups.change(identifiedGroup(input, call), (row) => ({
    row: { ...row, kmsKeyId: undefined },
  }));
  return {};
};
