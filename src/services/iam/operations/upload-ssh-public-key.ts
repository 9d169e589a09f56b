// UploadSSHPublicKey: a key of a user, in OpenSSH's or PEM format.
import { base32 } from "../../../kit/ids.ts";
import type { Operation } from "../context.ts";
import { duplicateSshPublicKey } from "../credential-errors.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { userNamed } from "../kinds.ts";
import { SSH_PUBLIC_KEYS_MAX } from "../provider-limits.ts";
import { parseSshPublicKey } from "../ssh-public-key.ts";
import { sshPublicKeyView } from "../ssh-public-keys.ts";
import type { SshPublicKeyRow } from "../store/credential-rows.ts";
import { sshPublicKeys } from "../store/credentials.ts";

export const uploadSSHPublicKey: Operation<"UploadSSHPublicKey"> = async (input, call) => {
  const { account, context } = call;
  const id = `APKA${base32(17)}`;
  const { user, row } = await context.store.write(async (transaction) => {
    const owner = await userNamed(transaction, call, input.UserName);
    const { fingerprint } = parseSshPublicKey(input.SSHPublicKeyBody);
    let count = 0;
    for await (const other of sshPublicKeys.list(transaction, [account, owner.id])) {
      if (other.fingerprint === fingerprint) throw duplicateSshPublicKey();
      count++;
    }
    if (count >= SSH_PUBLIC_KEYS_MAX) throw quotaExceeded("SSHPublicKeysPerUser", SSH_PUBLIC_KEYS_MAX);
    const key: SshPublicKeyRow = {
      id,
      body: input.SSHPublicKeyBody,
      fingerprint,
      status: "Active",
      uploadedMs: wholeSecondMs(context.clock),
    };
    sshPublicKeys.put(transaction, [account, owner.id, id], key);
    return { user: owner, row: key };
  });
  return { SSHPublicKey: sshPublicKeyView(user.name, row, row.body) };
};
