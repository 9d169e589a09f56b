// ListDeliveryStreams: names in alphabetical order, after one and of one type if wished.
import type { Operation } from "../context.ts";
import { LIST_STREAMS_DEFAULT } from "../limits.ts";
import { streamType } from "../stream.ts";

export const listDeliveryStreams: Operation<"ListDeliveryStreams"> = async (input, { account, region, context }) => {
  const limit = input.Limit ?? LIST_STREAMS_DEFAULT;
  const names: string[] = [];
  for await (const stream of context.store.list({ account, region }, input.ExclusiveStartDeliveryStreamName)) {
    if (input.DeliveryStreamType !== undefined && streamType(stream) !== input.DeliveryStreamType) continue;
    if (names.length === limit) return { DeliveryStreamNames: names, HasMoreDeliveryStreams: true };
    names.push(stream.key.name);
  }
  return { DeliveryStreamNames: names, HasMoreDeliveryStreams: false };
};
