// Amazon DynamoDB Streams: the table of contents.
import type { ServiceHost } from "../../engines/host.ts";
import { defineService } from "../../kit/service.ts";
import { access } from "./access.ts";
import { openStreams, type Sdk, type StreamsContext } from "./context.ts";
import { differences, gaps } from "./gaps.ts";
import { describeStream } from "./operations/describe-stream.ts";
import { getRecords } from "./operations/get-records.ts";
import { getShardIterator } from "./operations/get-shard-iterator.ts";
import { listStreams } from "./operations/list-streams.ts";

export default defineService<Sdk, StreamsContext, ServiceHost>({
  model: "dynamodb-streams",
  open: openStreams,
  operations: {
    DescribeStream: describeStream,
    GetRecords: getRecords,
    GetShardIterator: getShardIterator,
    ListStreams: listStreams,
  },
  access,
  gaps,
  differences,
});
