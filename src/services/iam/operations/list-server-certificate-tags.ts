// ListServerCertificateTags: the tags of a server certificate in the order of their keys, in pages.
import type { Operation } from "../context.ts";
import { serverCertificateOf } from "../server-certificate.ts";
import { pageOfList } from "../paging.ts";
import { sortedTags } from "../tags.ts";

export const listServerCertificateTags: Operation<"ListServerCertificateTags"> = async (input, call) => {
  const row = await serverCertificateOf(call.context.store.reads, call, input.ServerCertificateName);
  const listing = `ListServerCertificateTags/${row.name}`;
  const { items, rest } = await pageOfList(call, listing, input, sortedTags(row.tags));
  return { Tags: items, ...rest };
};
