// What each operation of DynamoDB Streams must be allowed to do. Documented in the Service Authorization Reference.
import type { AccessNeed, AccessTable } from "../../kit/access.ts";
import type { Call, Sdk, StreamsContext } from "./context.ts";
import { openIterator } from "./iterator.ts";

async function onStream(action: string, arn: string, { context }: Call): Promise<AccessNeed> {
  const stream = await context.changeStreams.find(arn);
  return {
    action: `dynamodb:${action}`,
    resource: arn,
    resourcePolicy: { document: stream?.policy, mode: "either" },
  };
}

export const access: AccessTable<Sdk, StreamsContext> = {
  DescribeStream: ({ StreamArn: arn }, call) => onStream("DescribeStream", arn, call),
  GetRecords: ({ ShardIterator: iterator }, call) =>
    onStream("GetRecords", openIterator(call.context.paging, iterator, call.context.clock.now()).arn, call),
  GetShardIterator: ({ StreamArn: arn }, call) => onStream("GetShardIterator", arn, call),
  ListStreams: () => ({ action: "dynamodb:ListStreams", resource: "*" }),
};
