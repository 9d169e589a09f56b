// DeleteServerCertificate: nothing here uses server certificates, so none is in use.
import type { Operation } from "../context.ts";
import { serverCertificateOf } from "../server-certificate.ts";
import { serverCertificates } from "../store/credentials.ts";

export const deleteServerCertificate: Operation<"DeleteServerCertificate"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const { name } = await serverCertificateOf(transaction, call, input.ServerCertificateName);
    serverCertificates.delete(transaction, call.account, name);
  });
  return {};
};
