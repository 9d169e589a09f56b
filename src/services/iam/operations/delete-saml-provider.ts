// DeleteSAMLProvider: roles that trust it stay, and nobody can assume them by it.
import type { Operation } from "../context.ts";
import { samlProviderOf } from "../saml-provider.ts";
import { samlProviders } from "../store/providers.ts";

export const deleteSAMLProvider: Operation<"DeleteSAMLProvider"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const { name } = await samlProviderOf(transaction, call, input.SAMLProviderArn);
    samlProviders.delete(transaction, call.account, name);
  });
  return {};
};
