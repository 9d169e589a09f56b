// DeleteSSHPublicKey.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { sshPublicKeyOf } from "../ssh-public-keys.ts";
import { sshPublicKeys } from "../store/credentials.ts";

export const deleteSSHPublicKey: Operation<"DeleteSSHPublicKey"> = async (input, call) => {
  const { account } = call;
  await call.context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, input.UserName);
    const { id } = await sshPublicKeyOf(transaction, account, user.id, input.SSHPublicKeyId);
    sshPublicKeys.delete(transaction, account, user.id, id);
  });
  return {};
};
