// GetOpenIDConnectProvider: what a provider was registered with.
import type { Operation } from "../context.ts";
import { oidcProviderOf } from "../oidc-provider.ts";
import { sortedTags } from "../tags.ts";

export const getOpenIDConnectProvider: Operation<"GetOpenIDConnectProvider"> = async (input, call) => {
  const row = await oidcProviderOf(call.context.store.reads, call, input.OpenIDConnectProviderArn);
  return {
    Url: row.url,
    ClientIDList: [...row.clientIds],
    ThumbprintList: [...row.thumbprints],
    CreateDate: new Date(row.createdMs),
    Tags: sortedTags(row.tags),
  };
};
