// UploadSigningCertificate: an X.509 certificate that a user signs requests of older protocols with.
import { base32 } from "../../../kit/ids.ts";
import { certificateIn } from "../certificate.ts";
import type { Operation } from "../context.ts";
import { duplicateCertificate, malformedSigningCertificate } from "../credential-errors.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { userNamed } from "../kinds.ts";
import { SIGNING_CERTIFICATES_MAX } from "../provider-limits.ts";
import { signingCertificateView } from "../signing-certificate.ts";
import type { SigningCertificateRow } from "../store/credential-rows.ts";
import { signingCertificates } from "../store/credentials.ts";

const ID_LENGTH = 32;

export const uploadSigningCertificate: Operation<"UploadSigningCertificate"> = async (input, call) => {
  const { account, context } = call;
  const body = input.CertificateBody;
  const id = base32(ID_LENGTH);
  const row: SigningCertificateRow = { id, body, status: "Active", uploadedMs: wholeSecondMs(context.clock) };
  const user = await context.store.write(async (transaction) => {
    const owner = await userNamed(transaction, call, input.UserName);
    const fingerprint = certificateIn(body)?.fingerprint256;
    if (fingerprint === undefined) throw malformedSigningCertificate(body);
    let count = 0;
    for await (const other of signingCertificates.list(transaction, [account, owner.id])) {
      if (certificateIn(other.body)?.fingerprint256 === fingerprint) throw duplicateCertificate();
      count++;
    }
    if (count >= SIGNING_CERTIFICATES_MAX) throw quotaExceeded("CertificatesPerUser", SIGNING_CERTIFICATES_MAX);
    signingCertificates.put(transaction, [account, owner.id, id], row);
    return owner;
  });
  return { Certificate: signingCertificateView(user.name, row) };
};
