// GetShardIterator: a place in a stream from which GetRecords reads.
import type { Call, Operation } from "../context.ts";
import { sequenceNumberRequired, shardNotFound } from "../errors.ts";
import { findStream } from "../find-stream.ts";
import { sealIterator } from "../iterator.ts";
import { sequenceOf, shardId } from "../shard.ts";
import type { ChangeStream } from "../../../kit/change-streams.ts";

export const getShardIterator: Operation<"GetShardIterator"> = async (input, call) => {
  const stream = await findStream(input.StreamArn, call);
  if (input.ShardId !== shardId(stream)) throw shardNotFound(input.ShardId, stream.arn);
  const from = await firstOf(stream, input.ShardIteratorType, input.SequenceNumber, call);
  const { paging, clock } = call.context;
  return { ShardIterator: sealIterator(paging, { arn: stream.arn, from, madeMs: clock.now() }) };
};

async function firstOf(
  stream: ChangeStream,
  type: "TRIM_HORIZON" | "LATEST" | "AT_SEQUENCE_NUMBER" | "AFTER_SEQUENCE_NUMBER",
  number: string | undefined,
  { context }: Call,
): Promise<number> {
  if (type === "TRIM_HORIZON") return 0;
  if (type === "LATEST") return context.changeStreams.end(stream);
  if (number === undefined) throw sequenceNumberRequired();
  return sequenceOf(number) + (type === "AFTER_SEQUENCE_NUMBER" ? 1 : 0);
}
