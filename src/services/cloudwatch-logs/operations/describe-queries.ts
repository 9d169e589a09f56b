// DescribeQueries: of the last week, the newest first.
import type { Operation } from "../context.ts";
import { Listing } from "../listing.ts";

const DESCRIBED_DEFAULT = 1000;

export const describeQueries: Operation<"DescribeQueries"> = async (input, { account, region, context }) => {
  const listing = new Listing<number>(
    context.host.paging,
    `logs.DescribeQueries/${account}/${region}`,
    input.nextToken,
  );
  const all = [];
  for await (const query of context.store.queries.list({ account, region })) all.push(query);
  const sorted = all
    .toSorted((left, right) => right.createdMs - left.createdMs)
    .map((query, place) => ({ query, place }));
  const { page, nextToken } = await listing.page(sorted.slice((listing.position ?? -1) + 1), {
    limit: input.maxResults ?? DESCRIBED_DEFAULT,
    inRange: () => true,
    wanted: ({ query }) =>
      (input.logGroupName === undefined || query.groups.includes(input.logGroupName)) &&
      (input.status === undefined || query.status === input.status),
    positionOf: ({ place }) => place,
  });
  const queries = page.map(({ query }) => ({
    queryLanguage: "CWLI" as const,
    queryId: query.id,
    // Recorded: with where it looks.
    queryString:
      query.groups.map((group) => `SOURCE "${group}"`).join(" ") +
      ` START=${query.fromMs} END=${query.untilMs - 1} | ${query.text}`,
    status: query.status,
    createTime: query.createdMs,
    ...(query.groups.length === 1 && { logGroupName: query.groups[0] }),
  }));
  return { queries, ...nextToken };
};
