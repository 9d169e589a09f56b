// RemoveClientIDFromOpenIDConnectProvider: documented: one that is not there is no error.
import type { Operation } from "../context.ts";
import { oidcProviderOf } from "../oidc-provider.ts";
import { oidcProviders } from "../store/providers.ts";

export const removeClientIDFromOpenIDConnectProvider: Operation<"RemoveClientIDFromOpenIDConnectProvider"> = async (
  input,
  call,
) => {
  await call.context.store.write(async (transaction) => {
    const row = await oidcProviderOf(transaction, call, input.OpenIDConnectProviderArn);
    const clientIds = row.clientIds.filter((id) => id !== input.ClientID);
    oidcProviders.put(transaction, [call.account, row.url], { ...row, clientIds });
  });
  return {};
};
