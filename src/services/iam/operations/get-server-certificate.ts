// GetServerCertificate: a certificate and its chain as they were uploaded.
import type { Operation } from "../context.ts";
import { certificateMetadata, serverCertificateOf } from "../server-certificate.ts";
import { sortedTags } from "../tags.ts";

export const getServerCertificate: Operation<"GetServerCertificate"> = async ({ ServerCertificateName }, call) => {
  const row = await serverCertificateOf(call.context.store.reads, call, ServerCertificateName);
  return {
    ServerCertificate: {
      ServerCertificateMetadata: certificateMetadata(call.account, row),
      CertificateBody: row.body,
      CertificateChain: row.chain,
      Tags: sortedTags(row.tags),
    },
  };
};
