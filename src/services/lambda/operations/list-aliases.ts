// ListAliases: the aliases of a function, or of one version, by name in pages.
import { aliasView } from "../alias.ts";
import type { Operation } from "../context.ts";
import type { AliasRow } from "../function.ts";
import { LIST_DEFAULT } from "../limits.ts";
import { named } from "../locate.ts";
import { page } from "../pages.ts";

export const listAliases: Operation<"ListAliases"> = async (input, call) => {
  const { store, host } = call.context;
  const entry = await store.get(named(input.FunctionName, call).key);
  const aliases = Object.entries(entry.aliases)
    .filter(([, { version }]) => input.FunctionVersion === undefined || version === input.FunctionVersion)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const asked = {
    paging: host.paging,
    listing: `lambda.ListAliases/${entry.id}/${input.FunctionVersion ?? ""}`,
    marker: input.Marker,
    max: input.MaxItems ?? LIST_DEFAULT,
    place: ([name]: readonly [string, AliasRow]) => name,
  };
  const { items, marker } = await page(asked, (after) =>
    aliases.filter(([name]) => after === undefined || name > String(after)),
  );
  return {
    Aliases: items.map(([name, alias]) => aliasView(entry, name, alias)),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};
