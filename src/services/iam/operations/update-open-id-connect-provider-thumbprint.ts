// UpdateOpenIDConnectProviderThumbprint: replaces the whole list.
import type { Operation } from "../context.ts";
import { checkThumbprints, oidcProviderOf } from "../oidc-provider.ts";
import { oidcProviders } from "../store/providers.ts";

export const updateOpenIDConnectProviderThumbprint: Operation<"UpdateOpenIDConnectProviderThumbprint"> = async (
  input,
  call,
) => {
  const thumbprints = input.ThumbprintList;
  checkThumbprints(thumbprints);
  await call.context.store.write(async (transaction) => {
    const row = await oidcProviderOf(transaction, call, input.OpenIDConnectProviderArn);
    oidcProviders.put(transaction, [call.account, row.url], { ...row, thumbprints });
  });
  return {};
};
