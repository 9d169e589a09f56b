// CreateOpenIDConnectProvider: a provider whose tokens roles may trust.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { checkClientIds, checkThumbprints, oidcArnOf, oidcUrlOf } from "../oidc-provider.ts";
import { oidcProviderExists } from "../provider-errors.ts";
import { OIDC_PROVIDERS_MAX } from "../provider-limits.ts";
import type { OidcProviderRow } from "../store/provider-rows.ts";
import { oidcProviders } from "../store/providers.ts";
import { addTags, givenTags } from "../tags.ts";

export const createOpenIDConnectProvider: Operation<"CreateOpenIDConnectProvider"> = async (
  input,
  { account, region, context },
) => {
  const { Url, ClientIDList: clientIds = [], ThumbprintList: thumbprints = [] } = input;
  const row: OidcProviderRow = {
    url: oidcUrlOf(Url),
    partition: partitionOf(region),
    clientIds: [...new Set(clientIds)],
    thumbprints,
    createdMs: wholeSecondMs(context.clock),
    tags: addTags([], input.Tags, "folded"),
  };
  checkThumbprints(thumbprints);
  checkClientIds(row.clientIds);
  await context.store.write(async (transaction) => {
    if (await oidcProviders.find(transaction, account, row.url)) throw oidcProviderExists(Url);
    if ((await oidcProviders.count(transaction, account)) >= OIDC_PROVIDERS_MAX)
      throw quotaExceeded("OpenIdConnectProvidersPerAccount", OIDC_PROVIDERS_MAX);
    oidcProviders.put(transaction, [account, row.url], row);
  });
  return { OpenIDConnectProviderArn: oidcArnOf(account, row), Tags: givenTags(row.tags) };
};
