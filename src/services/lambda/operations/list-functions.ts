// ListFunctions: the functions of an account and region by name, or all versions of each, in pages.
import type { Operation } from "../context.ts";
import { LATEST, type FunctionEntry } from "../function.ts";
import { LIST_FUNCTIONS_MAX } from "../limits.ts";
import type { Located } from "../locate.ts";
import { page } from "../pages.ts";
import type { LambdaStore } from "../store.ts";
import { configurationOf } from "../view.ts";

export const listFunctions: Operation<"ListFunctions"> = async (input, { account, region, context }) => {
  const { store, host } = context;
  const isAll = input.FunctionVersion === "ALL";
  const asked = {
    paging: host.paging,
    listing: `lambda.ListFunctions/${account}/${region}/${isAll ? "ALL" : ""}`,
    marker: input.Marker,
    max: Math.min(input.MaxItems ?? LIST_FUNCTIONS_MAX, LIST_FUNCTIONS_MAX),
    place: (entry: FunctionEntry) => entry.key.name,
  };
  const { items, marker } = await page(asked, (after) =>
    store.list({ account, region }, after === undefined ? undefined : String(after)),
  );
  const listed: Located[] = [];
  for (const entry of items) listed.push(...(await versionsOf(store, entry, isAll)));
  return {
    Functions: listed.map((located) => configurationOf(located, host.sealing)),
    ...(marker !== undefined && { NextMarker: marker }),
  };
};

/** Unpublished first, then by number; with qualified ARNs when all are asked for. */
async function versionsOf(store: LambdaStore, entry: FunctionEntry, all: boolean): Promise<Located[]> {
  const latest = { entry, qualifier: all ? LATEST : undefined, number: LATEST, version: entry.latest };
  if (!all) return [latest];
  const found: Located[] = [latest];
  for await (const [number, version] of store.versionsOf(entry))
    found.push({ entry, qualifier: number, number, version });
  return found;
}
