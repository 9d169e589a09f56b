// GetSSHPublicKey: a key in the format asked for; in the one it was uploaded in as it was uploaded.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { parseSshPublicKey } from "../ssh-public-key.ts";
import { sshPublicKeyOf, sshPublicKeyView } from "../ssh-public-keys.ts";

export const getSSHPublicKey: Operation<"GetSSHPublicKey"> = async (input, call) => {
  const { reads } = call.context.store;
  const user = await userNamed(reads, call, input.UserName);
  const row = await sshPublicKeyOf(reads, call.account, user.id, input.SSHPublicKeyId);
  const isPem = row.body.trimStart().startsWith("-----BEGIN");
  const wantsPem = input.Encoding === "PEM";
  const { pem, ssh } = parseSshPublicKey(row.body);
  const body = isPem === wantsPem ? row.body : wantsPem ? pem : ssh;
  return { SSHPublicKey: sshPublicKeyView(user.name, row, body) };
};
