// GetSAMLProvider: a provider's metadata as it was given, and which private keys it has.
import type { Operation } from "../context.ts";
import { samlProviderOf } from "../saml-provider.ts";
import { sortedTags } from "../tags.ts";

export const getSAMLProvider: Operation<"GetSAMLProvider"> = async (input, call) => {
  const row = await samlProviderOf(call.context.store.reads, call, input.SAMLProviderArn);
  return {
    SAMLProviderUUID: row.id,
    SAMLMetadataDocument: row.metadata,
    CreateDate: new Date(row.createdMs),
    ValidUntil: new Date(row.validUntilMs),
    Tags: sortedTags(row.tags),
    AssertionEncryptionMode: row.encryption,
    PrivateKeyList: row.privateKeys.map(({ id, addedMs }) => ({ KeyId: id, Timestamp: new Date(addedMs) })),
  };
};
