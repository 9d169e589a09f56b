// ListLogGroups: names, ARNs and classes, by a regular expression of plain parts.
import type { Operation } from "../context.ts";
import { type Group, groupArn } from "../group.ts";
import { LISTED_DEFAULT } from "../limits.ts";
import { Listing } from "../listing.ts";

export const listLogGroups: Operation<"ListLogGroups"> = async (input, { account, region, context }) => {
  const listing = new Listing<string>(context.host.paging, `logs.ListLogGroups/${account}/${region}`, input.nextToken);
  // The model lets only names, `^` and `|` through.
  const parts = input.logGroupNamePattern?.split("|");
  const named = (name: string): boolean =>
    parts?.some((part) => (part.startsWith("^") ? name.startsWith(part.slice(1)) : name.includes(part))) ?? true;
  const wanted = ({ key, logGroupClass }: Group): boolean =>
    named(key.name) && (input.logGroupClass === undefined || logGroupClass === input.logGroupClass);
  const after = listing.position;
  const groups = context.store.groups.list({ account, region }, { ...(after !== undefined && { after }) });
  const { page, nextToken } = await listing.page(groups, {
    limit: input.limit ?? LISTED_DEFAULT,
    inRange: () => true,
    wanted,
    positionOf: ({ key }) => key.name,
  });
  const logGroups = page.map(({ key, logGroupClass }) => ({
    logGroupName: key.name,
    logGroupArn: groupArn(key),
    logGroupClass,
  }));
  return { logGroups, ...nextToken };
};
