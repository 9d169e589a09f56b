// AddClientIDToOpenIDConnectProvider: one more audience whose tokens count. One that is there already is no error.
import type { Operation } from "../context.ts";
import { checkClientIds, oidcProviderOf } from "../oidc-provider.ts";
import { oidcProviders } from "../store/providers.ts";

export const addClientIDToOpenIDConnectProvider: Operation<"AddClientIDToOpenIDConnectProvider"> = async (
  input,
  call,
) => {
  await call.context.store.write(async (transaction) => {
    const row = await oidcProviderOf(transaction, call, input.OpenIDConnectProviderArn);
    const clientIds = [...new Set([...row.clientIds, input.ClientID])];
    checkClientIds(clientIds);
    oidcProviders.put(transaction, [call.account, row.url], { ...row, clientIds });
  });
  return {};
};
