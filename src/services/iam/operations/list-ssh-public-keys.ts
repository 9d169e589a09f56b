// ListSSHPublicKeys: the keys of a user without their bodies, without a name the caller's own.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { pageOf } from "../paging.ts";
import { sshPublicKeyMetadata } from "../ssh-public-keys.ts";
import { sshPublicKeys } from "../store/credentials.ts";

export const listSSHPublicKeys: Operation<"ListSSHPublicKeys"> = async (input, call) => {
  const { reads } = call.context.store;
  const user = await userNamed(reads, call, input.UserName);
  const { items, rest } = await pageOf(
    call,
    `ListSSHPublicKeys/${user.id}`,
    input,
    (after: string | undefined) => sshPublicKeys.list(reads, [call.account, user.id], after),
    (row) => row.id,
  );
  return { SSHPublicKeys: items.map((row) => sshPublicKeyMetadata(user.name, row)), ...rest };
};
