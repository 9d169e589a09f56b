// TagServerCertificate: adds tags to a server certificate, or replaces those of the same keys.
import type { Operation } from "../context.ts";
import { serverCertificateOf } from "../server-certificate.ts";
import { serverCertificates } from "../store/credentials.ts";
import { addTags } from "../tags.ts";

export const tagServerCertificate: Operation<"TagServerCertificate"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await serverCertificateOf(transaction, call, input.ServerCertificateName);
    const tags = addTags(row.tags, input.Tags, "folded");
    serverCertificates.put(transaction, [call.account, row.name], { ...row, tags });
  });
  return {};
};
