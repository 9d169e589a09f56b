// UpdateSAMLProvider: new metadata, another mode of encryption, a private key more or fewer.
import type { Operation } from "../context.ts";
import { wholeSecondMs } from "../entity.ts";
import { samlPrivateKeyNotFound } from "../provider-errors.ts";
import { checkSamlKeys, samlProviderOf, sealPrivateKey, validUntilMs } from "../saml-provider.ts";
import type { SamlProviderRow } from "../store/provider-rows.ts";
import { samlProviders } from "../store/providers.ts";

export const updateSAMLProvider: Operation<"UpdateSAMLProvider"> = async (input, call) => {
  const { store, clock } = call.context;
  const nowMs = wholeSecondMs(clock);
  const metadata = input.SAMLMetadataDocument;
  const changes = metadata === undefined ? {} : { metadata, validUntilMs: validUntilMs(metadata, nowMs) };
  const added = input.AddPrivateKey === undefined ? [] : [sealPrivateKey(store.sealing, input.AddPrivateKey, nowMs)];
  await store.write(async (transaction) => {
    const row = await samlProviderOf(transaction, call, input.SAMLProviderArn);
    const { RemovePrivateKey: removed } = input;
    if (removed !== undefined && row.privateKeys.every(({ id }) => id !== removed))
      throw samlPrivateKeyNotFound(removed);
    const next: SamlProviderRow = {
      ...row,
      ...changes,
      encryption: input.AssertionEncryptionMode ?? row.encryption,
      privateKeys: [...row.privateKeys.filter(({ id }) => id !== removed), ...added],
    };
    checkSamlKeys(next);
    samlProviders.put(transaction, [call.account, row.name], next);
  });
  return { SAMLProviderArn: input.SAMLProviderArn };
};
