// UntagOpenIDConnectProvider: takes tags off an OpenID Connect provider.
import type { Operation } from "../context.ts";
import { oidcProviderOf } from "../oidc-provider.ts";
import { oidcProviders } from "../store/providers.ts";
import { removeTags } from "../tags.ts";

export const untagOpenIDConnectProvider: Operation<"UntagOpenIDConnectProvider"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await oidcProviderOf(transaction, call, input.OpenIDConnectProviderArn);
    const tags = removeTags(row.tags, input.TagKeys, "folded");
    oidcProviders.put(transaction, [call.account, row.url], { ...row, tags });
  });
  return {};
};
