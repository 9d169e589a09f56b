// UntagServerCertificate: takes tags off a server certificate.
import type { Operation } from "../context.ts";
import { serverCertificateOf } from "../server-certificate.ts";
import { serverCertificates } from "../store/credentials.ts";
import { removeTags } from "../tags.ts";

export const untagServerCertificate: Operation<"UntagServerCertificate"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await serverCertificateOf(transaction, call, input.ServerCertificateName);
    const tags = removeTags(row.tags, input.TagKeys, "folded");
    serverCertificates.put(transaction, [call.account, row.name], { ...row, tags });
  });
  return {};
};
