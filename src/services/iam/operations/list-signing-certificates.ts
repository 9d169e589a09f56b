// ListSigningCertificates: those of a user, without a name the caller's own.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { pageOf } from "../paging.ts";
import { signingCertificateView } from "../signing-certificate.ts";
import { signingCertificates } from "../store/credentials.ts";

export const listSigningCertificates: Operation<"ListSigningCertificates"> = async (input, call) => {
  const { reads } = call.context.store;
  const user = await userNamed(reads, call, input.UserName);
  const { items, rest } = await pageOf(
    call,
    `ListSigningCertificates/${user.id}`,
    input,
    (after: string | undefined) => signingCertificates.list(reads, [call.account, user.id], after),
    (row) => row.id,
  );
  return { Certificates: items.map((row) => signingCertificateView(user.name, row)), ...rest };
};
