// ListShards: the shards of a stream by id, in pages, filtered.
import type { Call, InputOf } from "../../../kit/service.ts";
import type { KinesisContext, Operation, Sdk } from "../context.ts";
import { invalidArgument, streamNotActive, streamNotFound } from "../errors.ts";
import { LIST_SHARDS_MAX } from "../limits.ts";
import { NextTokens } from "../next-token.ts";
import { filterShards } from "../shard-filter.ts";
import { describeShard, shardIndex, type Shard } from "../shard.ts";
import { horizonMs, isIncarnation, streamKey, visibleShards, type Stream, type StreamKey } from "../stream.ts";

type Input = InputOf<Sdk, "ListShards">;
type Place = Omit<StreamKey, "name">;

/** Where a listing goes on, and what it lists. */
interface Position {
  /** Of the stream: perhaps another one than the caller's. */
  readonly account: string;
  readonly name: string;
  readonly streamId: string;
  readonly afterIndex: number;
  readonly filter: Omit<NonNullable<Input["ShardFilter"]>, "Timestamp"> | undefined;
  readonly filterAtMs: number | undefined;
}

export const listShards: Operation<"ListShards"> = async (input, { account, region, context }) => {
  const place = { account, region };
  const { stream, position } = await startOf(input, place, context);
  if (stream.status === "CREATING" || stream.status === "DELETING") throw streamNotActive(stream.key, stream.status);
  const shards = select(stream, position, context.clock.now());
  const limit = Math.min(input.MaxResults ?? LIST_SHARDS_MAX, LIST_SHARDS_MAX);
  const page = shards.slice(0, limit);
  const last = page.at(-1);
  const more = last && shards.length > limit && { ...position, afterIndex: last.index };
  return {
    Shards: page.map(describeShard),
    ...(more && { NextToken: tokensOf(place, context).seal(more, context.clock.now()) }),
  };
};

async function startOf(
  input: Input,
  place: Place,
  context: KinesisContext,
): Promise<{ stream: Stream; position: Position }> {
  if (input.NextToken !== undefined) return resume(input.NextToken, place, context);
  const stream = await context.store.get(streamKey(input, place));
  if (!isIncarnation(stream, input.StreamCreationTimestamp)) throw streamNotFound(stream.key);
  const { Timestamp: filterAt, ...filter } = input.ShardFilter ?? {};
  const afterIndex = input.ExclusiveStartShardId === undefined ? -1 : indexOf(input.ExclusiveStartShardId);
  return {
    stream,
    position: {
      account: stream.key.account,
      name: stream.key.name,
      streamId: stream.id,
      afterIndex,
      filter: "Type" in filter ? filter : undefined,
      filterAtMs: filterAt?.getTime(),
    },
  };
}

const tokensOf = ({ account, region }: Place, { paging }: KinesisContext): NextTokens<Position> =>
  new NextTokens(paging, `kinesis.ListShards/${account}/${region}`);

const keyOf = ({ account, name }: Position, { region }: Place): StreamKey => ({ account, region, name });

/** The stream whose shards are asked for. Errors: InvalidArgumentException, ExpiredNextTokenException. */
export function listedStream(input: Input, { account, region, context }: Call<KinesisContext>): StreamKey {
  const place = { account, region };
  if (input.NextToken === undefined && input.StreamName === undefined && input.StreamARN === undefined)
    throw invalidArgument("Either NextToken or StreamName should be provided.");
  if (input.NextToken !== undefined) checkAlone(input);
  if (input.NextToken === undefined) return streamKey(input, place);
  return keyOf(tokensOf(place, context).open(input.NextToken, context.clock.now()), place);
}

/** A token stands for all that is listed. Recorded; the second text is inferred. Errors: InvalidArgumentException. */
function checkAlone({ StreamName, StreamARN, StreamCreationTimestamp, ExclusiveStartShardId }: Input): void {
  if (StreamName !== undefined || StreamARN !== undefined)
    throw invalidArgument("NextToken and StreamName cannot be provided together.");
  if (StreamCreationTimestamp !== undefined || ExclusiveStartShardId !== undefined)
    throw invalidArgument(
      "NextToken cannot be provided together with StreamCreationTimestamp or ExclusiveStartShardId.",
    );
}

async function resume(token: string, place: Place, context: KinesisContext) {
  const position = tokensOf(place, context).open(token, context.clock.now());
  const stream = await context.store.get(keyOf(position, place));
  if (stream.id !== position.streamId) throw streamNotFound(stream.key);
  return { stream, position };
}

function select(stream: Stream, { afterIndex, filter, filterAtMs }: Position, nowMs: number): readonly Shard[] {
  const shards = visibleShards(stream, nowMs);
  const oldestMs = Math.min(...shards.map(({ openedAtMs }) => openedAtMs));
  const trimHorizonMs = Math.max(horizonMs(stream, nowMs), oldestMs);
  const timed = filter && { ...filter, ...(filterAtMs !== undefined && { Timestamp: new Date(filterAtMs) }) };
  const filtered = timed ? filterShards(shards, timed, trimHorizonMs) : shards;
  return filtered.filter(({ index }) => index > afterIndex);
}

function indexOf(id: string): number {
  const index = shardIndex(id);
  if (index === undefined) throw invalidArgument(`ExclusiveStartShardId ${id} is not valid.`);
  return index;
}
