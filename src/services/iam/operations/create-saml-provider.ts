// CreateSAMLProvider: an identity provider that signs SAML assertions.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { quotaExceeded } from "../errors.ts";
import { samlProviderExists } from "../provider-errors.ts";
import { SAML_PROVIDERS_MAX } from "../provider-limits.ts";
import { checkSamlKeys, newSamlId, samlArnOf, sealPrivateKey, validUntilMs } from "../saml-provider.ts";
import type { SamlProviderRow } from "../store/provider-rows.ts";
import { samlProviders } from "../store/providers.ts";
import { addTags, givenTags } from "../tags.ts";

export const createSAMLProvider: Operation<"CreateSAMLProvider"> = async (input, { account, region, context }) => {
  const { store, clock } = context;
  const createdMs = wholeSecondMs(clock);
  const row: SamlProviderRow = {
    name: input.Name,
    partition: partitionOf(region),
    id: newSamlId(),
    metadata: input.SAMLMetadataDocument,
    createdMs,
    validUntilMs: validUntilMs(input.SAMLMetadataDocument, createdMs),
    encryption: input.AssertionEncryptionMode ?? "Allowed",
    privateKeys:
      input.AddPrivateKey === undefined ? [] : [sealPrivateKey(store.sealing, input.AddPrivateKey, createdMs)],
    tags: addTags([], input.Tags, "folded"),
  };
  checkSamlKeys(row);
  const arn = samlArnOf(account, row);
  await store.write(async (transaction) => {
    if (await samlProviders.find(transaction, account, row.name)) throw samlProviderExists(arn);
    if ((await samlProviders.count(transaction, account)) >= SAML_PROVIDERS_MAX)
      throw quotaExceeded("SAMLProvidersPerAccount", SAML_PROVIDERS_MAX);
    samlProviders.put(transaction, [account, row.name], row);
  });
  return { SAMLProviderArn: arn, Tags: givenTags(row.tags) };
};
