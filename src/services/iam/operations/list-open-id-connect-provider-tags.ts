// ListOpenIDConnectProviderTags: the tags of an OpenID Connect provider in the order of their keys, in pages.
import type { Operation } from "../context.ts";
import { oidcProviderOf } from "../oidc-provider.ts";
import { pageOfList } from "../paging.ts";
import { sortedTags } from "../tags.ts";

export const listOpenIDConnectProviderTags: Operation<"ListOpenIDConnectProviderTags"> = async (input, call) => {
  const row = await oidcProviderOf(call.context.store.reads, call, input.OpenIDConnectProviderArn);
  const listing = `ListOpenIDConnectProviderTags/${row.url}`;
  const { items, rest } = await pageOfList(call, listing, input, sortedTags(row.tags));
  return { Tags: items, ...rest };
};
