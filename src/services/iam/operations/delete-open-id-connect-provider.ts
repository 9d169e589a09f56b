// DeleteOpenIDConnectProvider: roles that trust it stay, and nobody can assume them by it.
import type { Operation } from "../context.ts";
import { oidcProviderOf } from "../oidc-provider.ts";
import { deletedOidcProviderNotFound } from "../provider-errors.ts";
import { oidcProviders } from "../store/providers.ts";

export const deleteOpenIDConnectProvider: Operation<"DeleteOpenIDConnectProvider"> = async (input, call) => {
  await call.context.store.write(async (transaction) => {
    const arn = input.OpenIDConnectProviderArn;
    const { url } = await oidcProviderOf(transaction, call, arn, deletedOidcProviderNotFound);
    oidcProviders.delete(transaction, call.account, url);
  });
  return {};
};
