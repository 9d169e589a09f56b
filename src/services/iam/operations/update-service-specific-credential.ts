// UpdateServiceSpecificCredential: takes a credential out of use, or into it again.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { serviceCredentialOf } from "../service-credential.ts";
import { serviceCredentials } from "../store/credentials.ts";

export const updateServiceSpecificCredential: Operation<"UpdateServiceSpecificCredential"> = async (input, call) => {
  const { account } = call;
  await call.context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, input.UserName);
    const row = await serviceCredentialOf(transaction, account, user.id, input.ServiceSpecificCredentialId);
    serviceCredentials.put(transaction, [account, user.id, row.id], { ...row, status: input.Status });
  });
  return {};
};
