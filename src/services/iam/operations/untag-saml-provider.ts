// UntagSAMLProvider: takes tags off a SAML provider.
import type { Operation } from "../context.ts";
import { samlProviderOf } from "../saml-provider.ts";
import { samlProviders } from "../store/providers.ts";
import { removeTags } from "../tags.ts";

export const untagSAMLProvider: Operation<"UntagSAMLProvider"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await samlProviderOf(transaction, call, input.SAMLProviderArn);
    const tags = removeTags(row.tags, input.TagKeys, "folded");
    samlProviders.put(transaction, [call.account, row.name], { ...row, tags });
  });
  return {};
};
