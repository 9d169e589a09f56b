// ListStreams: the streams of an account and region by name, in pages.
import type { Operation } from "../context.ts";
import { LIST_STREAMS_DEFAULT } from "../limits.ts";
import { NextTokens } from "../next-token.ts";
import { listedStream, type Stream } from "../stream.ts";

export const listStreams: Operation<"ListStreams"> = async (input, { account, region, context }) => {
  const { store, paging, clock } = context;
  const tokens = new NextTokens<string>(paging, `kinesis.ListStreams/${account}/${region}`);
  const after = input.NextToken ? tokens.open(input.NextToken, clock.now()) : input.ExclusiveStartStreamName;
  const limit = input.Limit ?? LIST_STREAMS_DEFAULT;
  const page: Stream[] = [];
  let hasMore = false;
  for await (const stream of store.list({ account, region }, after)) {
    hasMore = page.length === limit;
    if (hasMore) break;
    page.push(stream);
  }
  const last = page.at(-1);
  return {
    StreamNames: page.map(({ key }) => key.name),
    StreamSummaries: page.map(listedStream),
    HasMoreStreams: hasMore,
    ...(hasMore && last && { NextToken: tokens.seal(last.key.name, clock.now()) }),
  };
};
