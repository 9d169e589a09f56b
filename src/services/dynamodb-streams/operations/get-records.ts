// GetRecords: what changed, in order, and where to go on.
import type { _Record } from "@aws-sdk/client-dynamodb-streams";
import { hash } from "node:crypto";
import type { Change, ChangeStream } from "../../../kit/change-streams.ts";
import type { Operation } from "../context.ts";
import { findStream } from "../find-stream.ts";
import { openIterator, sealIterator } from "../iterator.ts";
import { RECORDS_BYTES_MAX, RECORDS_MAX } from "../limits.ts";
import { sequenceNumber } from "../shard.ts";

export const getRecords: Operation<"GetRecords"> = async (input, call) => {
  const { changeStreams, paging, clock } = call.context;
  const { arn, from } = openIterator(paging, input.ShardIterator, clock.now());
  const stream = await findStream(arn, call);
  const changes = await changeStreams.read(stream, from, input.Limit ?? RECORDS_MAX, RECORDS_BYTES_MAX);
  const last = changes.at(-1);
  const isOver = stream.status === "DISABLED" && changes.length === 0;
  return {
    Records: changes.map((change) => recordOf(change, stream)),
    ...(!isOver && {
      NextShardIterator: sealIterator(paging, { arn, from: last ? last.sequence + 1 : from, madeMs: clock.now() }),
    }),
  };
};

const recordOf = (change: Change, stream: ChangeStream): _Record => ({
  eventID: hash("md5", `${stream.arn}/${change.sequence}`),
  eventName: change.name,
  eventVersion: "1.1",
  eventSource: "aws:dynamodb",
  awsRegion: stream.region,
  dynamodb: {
    ApproximateCreationDateTime: new Date(Math.floor(change.atMs / 1000) * 1000),
    Keys: change.keys,
    ...(change.newImage && { NewImage: change.newImage }),
    ...(change.oldImage && { OldImage: change.oldImage }),
    SequenceNumber: sequenceNumber(change.sequence),
    SizeBytes: change.sizeBytes,
    StreamViewType: stream.viewType,
  },
  ...(change.isExpiry && { userIdentity: { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" } }),
});
