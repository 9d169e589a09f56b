// Whose resources a call is about, and how listings of them go on.
import type { Call } from "../../kit/service.ts";
import type { AthenaContext } from "./context.ts";
import { tokenInvalid } from "./errors.ts";

/** An account's Athena in a region. */
export interface Scope {
  readonly account: string;
  readonly region: string;
}

interface Page<Position> {
  /** Where the listing goes on; undefined at its beginning. */
  readonly after: Position | undefined;
  readonly limit: number;
  /** The token for what follows `position`. */
  token(position: Position): string;
}

/** `listing` names what is listed, with everything that must stay the same from page to page. */
export function pageOf<Position>(
  call: Call<AthenaContext>,
  listing: readonly string[],
  input: { readonly NextToken?: string | undefined; readonly MaxResults?: number | undefined },
  limit: number,
): Page<Position> {
  const { paging } = call.context;
  const name = ["athena", call.account, call.region, ...listing].join("/");
  const after = input.NextToken ? paging.open<Position>(name, input.NextToken) : undefined;
  if (input.NextToken && after === undefined) throw tokenInvalid();
  return {
    after,
    limit: Math.min(input.MaxResults || limit, limit),
    token: (position) => paging.seal(name, position),
  };
}
