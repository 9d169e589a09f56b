// DeleteSigningCertificate.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { signingCertificateOf } from "../signing-certificate.ts";
import { signingCertificates } from "../store/credentials.ts";

export const deleteSigningCertificate: Operation<"DeleteSigningCertificate"> = async (input, call) => {
  const { account } = call;
  await call.context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, input.UserName);
    const { id } = await signingCertificateOf(transaction, account, user.id, input.CertificateId);
    signingCertificates.delete(transaction, account, user.id, id);
  });
  return {};
};
