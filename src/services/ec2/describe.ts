// What all Describe operations of stored resources share: ids, filters and pages, by id.
import type { Ec2Call } from "./context.ts";
import { invalidParameter, type Kind } from "./errors.ts";
import { compileFilters, type Facts, type Filter } from "./filters.ts";
import { PAGE_MAX } from "./limits.ts";
import { all, type Named, readsOf, require } from "./store/resources.ts";
import type { Place, Rows } from "./store/tables.ts";

export interface Asked {
  readonly ids: readonly string[] | undefined;
  readonly Filters?: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface Page<Row> {
  readonly found: readonly Named<Row>[];
  readonly NextToken: string | undefined;
}

/** `facts` of a resource, whose names are those that filters may have. */
export async function describe<Of extends Kind>(
  kind: Of,
  { ids = [], Filters, MaxResults, NextToken: token }: Asked,
  call: Ec2Call,
  facts: (one: Named<Rows[Of]>, place: Place) => Facts,
  names: readonly string[],
): Promise<Page<Rows[Of]>> {
  const { context, account, region } = call;
  const place = { account, region };
  const matches = compileFilters(Filters, names);
  const listing = `ec2.${kind}/${account}/${region}`;
  const after = token === undefined ? undefined : context.paging.open<string>(listing, token);
  if (token !== undefined && after === undefined) throw invalidParameter("Unable to parse pagination token");
  const reads = await readsOf(context, place);
  for (const id of ids) await require(reads, kind, place, id);
  const wanted = ids.length > 0 ? new Set(ids) : undefined;
  const max = Math.min(MaxResults ?? PAGE_MAX, PAGE_MAX);
  const found: Named<Rows[Of]>[] = [];
  for await (const one of all(reads, kind, place, after)) {
    if (wanted?.has(one.id) === false || !matches(facts(one, place), one.row.tags)) continue;
    if (found.length >= max) return { found, NextToken: context.paging.seal(listing, found.at(-1)?.id) };
    found.push(one);
  }
  return { found, NextToken: undefined };
}
