// UpdateSigningCertificate: takes a certificate out of use, or into it again.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { signingCertificateOf } from "../signing-certificate.ts";
import { signingCertificates } from "../store/credentials.ts";

export const updateSigningCertificate: Operation<"UpdateSigningCertificate"> = async (input, call) => {
  const { account } = call;
  await call.context.store.write(async (transaction) => {
    const user = await userNamed(transaction, call, input.UserName);
    const row = await signingCertificateOf(transaction, account, user.id, input.CertificateId);
    const status = input.Status === "Active" ? "Active" : "Inactive";
    signingCertificates.put(transaction, [account, user.id, row.id], { ...row, status });
  });
  return {};
};
