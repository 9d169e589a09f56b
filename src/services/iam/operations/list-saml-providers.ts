// ListSAMLProviders: the SAML providers of an account.
import type { SAMLProviderListEntry } from "@aws-sdk/client-iam";
import type { Operation } from "../context.ts";
import { samlArnOf } from "../saml-provider.ts";
import { samlProviders } from "../store/providers.ts";

export const listSAMLProviders: Operation<"ListSAMLProviders"> = async (_, { account, context }) => {
  const list: SAMLProviderListEntry[] = [];
  for await (const row of samlProviders.list(context.store.reads, [account]))
    list.push({
      Arn: samlArnOf(account, row),
      ValidUntil: new Date(row.validUntilMs),
      CreateDate: new Date(row.createdMs),
    });
  return { SAMLProviderList: list };
};
