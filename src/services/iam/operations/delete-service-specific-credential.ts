// DeleteServiceSpecificCredential.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { serviceCredentialOf } from "../service-credential.ts";
import { serviceCredentials } from "../store/credentials.ts";

export const deleteServiceSpecificCredential: Operation<"DeleteServiceSpecificCredential"> = async (input, call) => {
  const { account } = call;
  await call.context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, input.UserName);
    const { id } = await serviceCredentialOf(transaction, account, user.id, input.ServiceSpecificCredentialId);
    serviceCredentials.delete(transaction, account, user.id, id);
  });
  return {};
};
