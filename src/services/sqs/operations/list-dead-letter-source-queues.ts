// ListDeadLetterSourceQueues: the queues whose dead letters a queue takes.
import type { Operation } from "../context.ts";
import { outOfRange } from "../errors.ts";
import { findQueue } from "../find-queue.ts";
import { LISTED_QUEUES_MAX } from "../limits.ts";
import { queueArn, queueUrl } from "../queue.ts";
import { redriveOf } from "../redrive.ts";

export const listDeadLetterSourceQueues: Operation<"ListDeadLetterSourceQueues"> = async (input, call) => {
  const { context, origin } = call;
  const target = queueArn((await findQueue(input, call)).key);
  const listing = `sqs.ListDeadLetterSourceQueues/${target}`;
  const { NextToken: token, MaxResults: max = LISTED_QUEUES_MAX } = input;
  const after = token === undefined ? undefined : context.paging.open<string>(listing, token);
  if (token !== undefined && after === undefined)
    throw outOfRange(token, "NextToken", "Invalid or expired next token.");
  const names: string[] = [];
  let isMore = false;
  for await (const queue of context.store.list(call, "", after)) {
    if (redriveOf(queue)?.deadLetterTargetArn !== target) continue;
    isMore = names.length === max;
    if (isMore) break;
    names.push(queue.key.name);
  }
  const last = names.at(-1);
  return {
    queueUrls: names.map((name) => queueUrl({ account: call.account, region: call.region, name }, origin)),
    ...(isMore && last !== undefined && { NextToken: context.paging.seal(listing, last) }),
  };
};
