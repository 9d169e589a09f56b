// Streams of DynamoDB tables, as mappings read them. The records are documented in "Using Lambda with DynamoDB".
import type { _Record as StreamsRecord, AttributeValue } from "@aws-sdk/client-dynamodb-streams";
import type { PeerIdentity, Peers } from "../../kit/peers.ts";
import { CHANGES_READ_MAX } from "./limits.ts";
import type { ChangeRecord } from "./source-record.ts";
import type { KnownShard, Source, StreamApi } from "./stream-api.ts";

export function tableStream(peers: Peers, { sourceArn, startingPosition }: Source, as: PeerIdentity): StreamApi {
  return {
    shards: () => shardsOf(peers, sourceArn, as),
    async iterator({ shardId, position, isChild }) {
      const place = { StreamArn: sourceArn, ShardId: shardId };
      const input =
        position !== undefined
          ? { ...place, ShardIteratorType: "AFTER_SEQUENCE_NUMBER" as const, SequenceNumber: position }
          : startingPosition === "LATEST" && !isChild
            ? { ...place, ShardIteratorType: startingPosition }
            : { ...place, ShardIteratorType: "TRIM_HORIZON" as const };
      return (await peers.call("dynamodb-streams", "GetShardIterator", input, as)).ShardIterator;
    },
    async records(iterator, nowMs) {
      const input = { ShardIterator: iterator, Limit: CHANGES_READ_MAX };
      const { Records = [], NextShardIterator } = await peers.call("dynamodb-streams", "GetRecords", input, as);
      return { records: Records.map((record) => changeRecord(record, nowMs)), next: NextShardIterator };
    },
  };
}

async function shardsOf(peers: Peers, StreamArn: string, as: PeerIdentity): Promise<readonly KnownShard[]> {
  const shards: KnownShard[] = [];
  let last: string | undefined;
  do {
    const input = { StreamArn, ...(last !== undefined && { ExclusiveStartShardId: last }) };
    const { StreamDescription } = await peers.call("dynamodb-streams", "DescribeStream", input, as);
    for (const { ShardId, ParentShardId } of StreamDescription?.Shards ?? [])
      if (ShardId !== undefined) shards.push({ shardId: ShardId, parents: ParentShardId ? [ParentShardId] : [] });
    last = StreamDescription?.LastEvaluatedShardId;
  } while (last !== undefined);
  return shards;
}

function changeRecord({ dynamodb = {}, userIdentity, ...record }: StreamsRecord, nowMs: number): ChangeRecord {
  const { ApproximateCreationDateTime, Keys = {}, NewImage, OldImage, ...rest } = dynamodb;
  const arrivalMs = ApproximateCreationDateTime?.getTime() ?? nowMs;
  const keys = shownItem(Keys);
  const change = {
    ...record,
    dynamodb: {
      ApproximateCreationDateTime: arrivalMs / 1000,
      Keys: keys,
      ...(NewImage && { NewImage: shownItem(NewImage) }),
      ...(OldImage && { OldImage: shownItem(OldImage) }),
      ...rest,
    },
    ...(userIdentity && { userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } }),
  };
  return {
    change,
    partitionKey: JSON.stringify(keys),
    sequenceNumber: rest.SequenceNumber ?? "",
    arrivalMs,
    eventBytes: Buffer.byteLength(JSON.stringify(change)) + EVENT_SOURCE_BYTES,
  };
}

/** Of an event record: the stream's ARN. */
const EVENT_SOURCE_BYTES = 512;

type Item = Readonly<Record<string, AttributeValue>>;

const shownItem = (item: Item): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, shownValue(value)]));

/** DynamoDB's JSON, with what is binary in base64. */
function shownValue(value: AttributeValue): object {
  if (value.B) return { B: base64(value.B) };
  if (value.BS) return { BS: value.BS.map(base64) };
  if (value.L) return { L: value.L.map(shownValue) };
  if (value.M) return { M: shownItem(value.M) };
  return value;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
