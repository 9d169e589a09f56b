// UploadServerCertificate: a certificate with its private key, which never comes out again.
import { partitionOf } from "../../../kit/arn.ts";
import { base32 } from "../../../kit/ids.ts";
import { checkServerCertificate } from "../certificate.ts";
import type { Operation } from "../context.ts";
import { serverCertificateExists } from "../credential-errors.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { SERVER_CERTIFICATES_MAX } from "../provider-limits.ts";
import { certificateMetadata } from "../server-certificate.ts";
import type { ServerCertificateRow } from "../store/credential-rows.ts";
import { serverCertificates } from "../store/credentials.ts";
import { addTags, givenTags } from "../tags.ts";

const PURPOSE = "iam.server-certificate-key";

export const uploadServerCertificate: Operation<"UploadServerCertificate"> = async (
  input,
  { account, region, context },
) => {
  const { ServerCertificateName: name, CertificateBody: body, CertificateChain: chain, PrivateKey: privateKey } = input;
  const { store, clock } = context;
  const row: ServerCertificateRow = {
    id: `ASCA${base32(17)}`,
    name,
    path: input.Path ?? "/",
    partition: partitionOf(region),
    createdMs: wholeSecondMs(clock),
    body,
    chain,
    sealedKey: store.sealing.seal(PURPOSE, privateKey),
    expiresMs: checkServerCertificate({ body, chain, privateKey }, clock.now()),
    tags: addTags([], input.Tags, "folded"),
  };
  await store.write(async (transaction) => {
    if (await serverCertificates.find(transaction, account, name)) throw serverCertificateExists(name);
    if ((await serverCertificates.count(transaction, account)) >= SERVER_CERTIFICATES_MAX)
      throw quotaExceeded("ServerCertificatesPerAccount", SERVER_CERTIFICATES_MAX);
    serverCertificates.put(transaction, [account, name], row);
  });
  return { ServerCertificateMetadata: certificateMetadata(account, row), Tags: givenTags(row.tags) };
};
