// ListStreamConsumers: the consumers of a stream by name, in pages.
import { listedConsumer, type Consumer } from "../consumer.ts";
import type { Operation } from "../context.ts";
import { streamNotFound } from "../errors.ts";
import { LIST_CONSUMERS_DEFAULT } from "../limits.ts";
import { NextTokens } from "../next-token.ts";
import { isIncarnation, streamKey } from "../stream.ts";

export const listStreamConsumers: Operation<"ListStreamConsumers"> = async (input, { account, region, context }) => {
  const { store, paging, clock } = context;
  const stream = await store.get(streamKey(input, { account, region }));
  if (!isIncarnation(stream, input.StreamCreationTimestamp)) throw streamNotFound(stream.key);
  const tokens = new NextTokens<string>(paging, `kinesis.ListStreamConsumers/${stream.id}`);
  const after = input.NextToken === undefined ? undefined : tokens.open(input.NextToken, clock.now());
  const limit = input.MaxResults ?? LIST_CONSUMERS_DEFAULT;
  const page: Consumer[] = [];
  let more = false;
  for await (const consumer of store.consumers.list(stream.key, after)) {
    more = page.length === limit;
    if (more) break;
    page.push(consumer);
  }
  const last = page.at(-1);
  return {
    Consumers: page.map(listedConsumer),
    ...(more && last && { NextToken: tokens.seal(last.key.name, clock.now()) }),
  };
};
