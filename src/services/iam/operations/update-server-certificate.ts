// UpdateServerCertificate: another name or path.
import type { Operation } from "../context.ts";
import { serverCertificateExists } from "../credential-errors.ts";
import { serverCertificateOf } from "../server-certificate.ts";
import { serverCertificates } from "../store/credentials.ts";

export const updateServerCertificate: Operation<"UpdateServerCertificate"> = async (input, call) => {
  const { account } = call;
  await call.context.store.write(async (transaction) => {
    const row = await serverCertificateOf(transaction, call, input.ServerCertificateName);
    const name = input.NewServerCertificateName ?? row.name;
    if (name !== row.name) {
      if (await serverCertificates.find(transaction, account, name)) throw serverCertificateExists(name);
      serverCertificates.delete(transaction, account, row.name);
    }
    serverCertificates.put(transaction, [account, name], { ...row, name, path: input.NewPath ?? row.path });
  });
  return {};
};
