// TagSAMLProvider: adds tags to a SAML provider, or replaces those of the same keys.
import type { Operation } from "../context.ts";
import { samlProviderOf } from "../saml-provider.ts";
import { samlProviders } from "../store/providers.ts";
import { addTags } from "../tags.ts";

export const tagSAMLProvider: Operation<"TagSAMLProvider"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const row = await samlProviderOf(transaction, call, input.SAMLProviderArn);
    const tags = addTags(row.tags, input.Tags, "folded");
    samlProviders.put(transaction, [call.account, row.name], { ...row, tags });
  });
  return {};
};
