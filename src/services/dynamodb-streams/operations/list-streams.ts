// ListStreams: of an account and region, or of one table, in pages.
import type { Operation } from "../context.ts";
import { LIST_STREAMS_MAX } from "../limits.ts";

export const listStreams: Operation<"ListStreams"> = async (input, { account, region, context }) => {
  const all = await context.changeStreams.list(account, region, input.TableName);
  const after = input.ExclusiveStartStreamArn;
  const rest = after === undefined ? all : all.slice(all.findIndex(({ arn }) => arn === after) + 1);
  const page = rest.slice(0, input.Limit ?? LIST_STREAMS_MAX);
  return {
    Streams: page.map(({ arn, label, tableName }) => ({ StreamArn: arn, StreamLabel: label, TableName: tableName })),
    ...(page.length < rest.length && { LastEvaluatedStreamArn: page.at(-1)?.arn }),
  };
};
