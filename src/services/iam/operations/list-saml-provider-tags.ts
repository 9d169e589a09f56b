// ListSAMLProviderTags: the tags of a SAML provider in the order of their keys, in pages.
import type { Operation } from "../context.ts";
import { samlProviderOf } from "../saml-provider.ts";
import { pageOfList } from "../paging.ts";
import { sortedTags } from "../tags.ts";

export const listSAMLProviderTags: Operation<"ListSAMLProviderTags"> = async (input, call) => {
  const row = await samlProviderOf(call.context.store.reads, call, input.SAMLProviderArn);
  const listing = `ListSAMLProviderTags/${row.name}`;
  const { items, rest } = await pageOfList(call, listing, input, sortedTags(row.tags));
  return { Tags: items, ...rest };
};
