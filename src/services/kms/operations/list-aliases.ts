// ListAliases: the aliases of an account and region, or of one key, in pages.
import { type Alias, aliasArn } from "../alias.ts";
import type { Operation } from "../context.ts";
import { findKeyById } from "../find-key.ts";
import { LIST_ALIASES_DEFAULT, LIST_ALIASES_MAX } from "../limits.ts";
import { page } from "../markers.ts";

export const listAliases: Operation<"ListAliases"> = async (input, call) => {
  const bounds = { listing: "kms.ListAliases", defaultSize: LIST_ALIASES_DEFAULT, max: LIST_ALIASES_MAX };
  const keyId = input.KeyId === undefined ? undefined : (await findKeyById(input.KeyId, call)).name.keyId;
  const { items, ...rest } = await page(
    input,
    bounds,
    call,
    (after: string | undefined) => matching(call.context.store.aliases(call, after), keyId),
    ({ alias }) => alias,
  );
  return { Aliases: items.map(listed), ...rest };
};

async function* matching(all: AsyncIterable<Alias>, keyId: string | undefined): AsyncGenerator<Alias> {
  for await (const alias of all) if (keyId === undefined || alias.keyId === keyId) yield alias;
}

const listed = (alias: Alias) => ({
  AliasName: alias.alias,
  AliasArn: aliasArn(alias),
  TargetKeyId: alias.keyId,
  CreationDate: new Date(alias.createdMs),
  LastUpdatedDate: new Date(alias.updatedMs),
});
