// ResetServiceSpecificCredential: a new secret; everything else stays. Recorded: the status, too.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { credentialView, newSecret, SECRET_PURPOSE, serviceCredentialOf } from "../service-credential.ts";
import { serviceCredentials } from "../store/credentials.ts";

export const resetServiceSpecificCredential: Operation<"ResetServiceSpecificCredential"> = async (input, call) => {
  const { account, context } = call;
  const { store, clock } = context;
  const secret = newSecret();
  const { user, row } = await store.write(async (transaction) => {
    const owner = await userNamed(transaction, call, input.UserName);
    const old = await serviceCredentialOf(transaction, account, owner.id, input.ServiceSpecificCredentialId);
    const next = { ...old, sealedSecret: store.sealing.seal(SECRET_PURPOSE, { id: old.id, secret }) };
    serviceCredentials.put(transaction, [account, owner.id, old.id], next);
    return { user: owner, row: next };
  });
  return { ServiceSpecificCredential: credentialView(user.name, row, { secret, nowMs: clock.now() }) };
};
