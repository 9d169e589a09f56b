// TagOpenIDConnectProvider: adds tags to an OpenID Connect provider, or replaces those of the same keys.
import type { Operation } from "../context.ts";
import { oidcProviderOf } from "../oidc-provider.ts";
import { oidcProviders } from "../store/providers.ts";
import { addTags } from "../tags.ts";

export const tagOpenIDConnectProvider: Operation<"TagOpenIDConnectProvider"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await oidcProviderOf(transaction, call, input.OpenIDConnectProviderArn);
    const tags = addTags(row.tags, input.Tags, "folded");
    oidcProviders.put(transaction, [call.account, row.url], { ...row, tags });
  });
  return {};
};
