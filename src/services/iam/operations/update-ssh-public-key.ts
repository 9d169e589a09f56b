// UpdateSSHPublicKey: takes a key out of use, or into it again.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { sshPublicKeyOf } from "../ssh-public-keys.ts";
import { sshPublicKeys } from "../store/credentials.ts";

export const updateSSHPublicKey: Operation<"UpdateSSHPublicKey"> = async (input, call) => {
  const { account } = call;
  await call.context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, input.UserName);
    const row = await sshPublicKeyOf(transaction, account, user.id, input.SSHPublicKeyId);
    const status = input.Status === "Active" ? "Active" : "Inactive";
    sshPublicKeys.put(transaction, [account, user.id, row.id], { ...row, status });
  });
  return {};
};
