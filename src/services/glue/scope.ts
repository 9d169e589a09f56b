// Whose catalog a call is about, and how names and listings of it look.
import type { Call } from "../../kit/service.ts";
import type { GlueContext } from "./context.ts";
import { catalogNotFound, invalidToken } from "./errors.ts";

/** An account's catalog in a region. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

/** The catalog that `CatalogId` names, perhaps another account's, whose resource policy must then allow it; the own without one. */
export function scopeOf({ account, region }: Call<GlueContext>, catalogId: string | undefined): Scope {
  if (catalogId === undefined) return { account, region };
  if (!/^\d{12}$/.test(catalogId)) throw catalogNotFound(catalogId);
  return { account: catalogId, region };
}

/** Databases' and tables' names are stored in lower case. Documented: DatabaseInput and TableInput, `Name`. */
export const folded = (name: string): string => name.toLowerCase();

export interface Page<Position> {
  /** Where the listing goes on; undefined at its beginning. */
  readonly after: Position | undefined;
  readonly limit: number;
  /** The token for what follows `position`. */
  token(position: Position): string;
}

/** `listing` names what is listed, with everything that must stay the same from page to page. */
export function pageOf<Position>(
  call: Call<GlueContext>,
  listing: readonly string[],
  input: { readonly NextToken?: string | undefined; readonly MaxResults?: number | undefined },
  limit: number,
): Page<Position> {
  const { paging } = call.context;
  const name = ["glue", call.account, call.region, ...listing].join("/");
  const after = input.NextToken ? paging.open<Position>(name, input.NextToken) : undefined;
  if (input.NextToken && after === undefined) throw invalidToken();
  return { after, limit: Math.min(input.MaxResults ?? limit, limit), token: (position) => paging.seal(name, position) };
}
