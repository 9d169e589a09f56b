// ListOpenIDConnectProviders: the ARNs of an account's providers.
import type { Operation } from "../context.ts";
import { oidcArnOf } from "../oidc-provider.ts";
import { oidcProviders } from "../store/providers.ts";

export const listOpenIDConnectProviders: Operation<"ListOpenIDConnectProviders"> = async (_, { account, context }) => {
  const list: { Arn: string }[] = [];
  for await (const row of oidcProviders.list(context.store.reads, [account]))
    list.push({ Arn: oidcArnOf(account, row) });
  return { OpenIDConnectProviderList: list };
};
