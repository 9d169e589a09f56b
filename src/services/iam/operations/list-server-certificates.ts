// ListServerCertificates: the server certificates under a path, in pages.
import type { Operation } from "../context.ts";
import { pageOf, under } from "../paging.ts";
import { certificateMetadata } from "../server-certificate.ts";
import { serverCertificates } from "../store/credentials.ts";

export const listServerCertificates: Operation<"ListServerCertificates"> = async (input, call) => {
  const { account, context } = call;
  const { items, rest } = await pageOf(
    call,
    `ListServerCertificates/${input.PathPrefix ?? "/"}`,
    input,
    (after: string | undefined) =>
      under(serverCertificates.list(context.store.reads, [account], after), input.PathPrefix),
    (row) => row.name,
  );
  return { ServerCertificateMetadataList: items.map((row) => certificateMetadata(account, row)), ...rest };
};
