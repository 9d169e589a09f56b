// DescribeStreamSummary: settings without the shards.
import type { Operation } from "../context.ts";
import { streamKey, summarizeStream } from "../stream.ts";

export const describeStreamSummary: Operation<"DescribeStreamSummary"> = async (
  input,
  { account, region, context: { store } },
) => {
  const stream = await store.get(streamKey(input, { account, region }));
  return { StreamDescriptionSummary: summarizeStream(stream, await store.consumers.count(stream.key)) };
};
