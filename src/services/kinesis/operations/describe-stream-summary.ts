// DescribeStreamSummary: settings without the shards.
import type { Operation } from "../context.ts";
import { streamKey, summarizeStream } from "../stream.ts";

export const describeStreamSummary: Operation<"DescribeStreamSummary"> = async (
  input,
  { account, region, context },
) => ({
  StreamDescriptionSummary: summarizeStream(await context.store.get(streamKey(input, { account, region }))),
});
