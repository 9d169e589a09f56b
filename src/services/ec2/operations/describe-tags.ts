// DescribeTags: of all resources that are here, by kind and id.
import type { TagDescription } from "@aws-sdk/client-ec2";
import type { Operation } from "../context.ts";
import { invalidParameter } from "../errors.ts";
import { compileFilters } from "../filters.ts";
import { PAGE_MAX } from "../limits.ts";
import { all, readsOf } from "../store/resources.ts";

const KINDS = ["route-table", "security-group", "subnet", "vpc", "vpc-endpoint"] as const;
const FILTERS = ["key", "value", "resource-id", "resource-type"];

export const describeTags: Operation<"DescribeTags"> = async (input, { context, account, region }) => {
  const place = { account, region };
  const listing = `ec2.tags/${account}/${region}`;
  const token = input.NextToken;
  const start = token === undefined ? 0 : context.paging.open<number>(listing, token);
  if (start === undefined) throw invalidParameter("Unable to parse pagination token");
  const matches = compileFilters(input.Filters, FILTERS);
  const reads = await readsOf(context, place);
  const found: TagDescription[] = [];
  for (const kind of KINDS)
    for await (const { id, row } of all(reads, kind, place))
      for (const [Key, Value] of Object.entries(row.tags)) {
        const facts = { key: [Key], value: [Value], "resource-id": [id], "resource-type": [kind] };
        if (matches(facts, { [Key]: Value })) found.push({ Key, Value, ResourceId: id, ResourceType: kind });
      }
  const end = start + Math.min(input.MaxResults ?? PAGE_MAX, PAGE_MAX);
  return {
    Tags: found.slice(start, end),
    NextToken: end < found.length ? context.paging.seal(listing, end) : undefined,
  };
};
