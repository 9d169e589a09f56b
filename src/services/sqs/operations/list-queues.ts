// ListQueues: by name, in pages when a limit is given; a thousand at most otherwise.
import type { Operation } from "../context.ts";
import { outOfRange } from "../errors.ts";
import { LISTED_QUEUES_MAX } from "../limits.ts";
import { queueUrl } from "../queue.ts";

export const listQueues: Operation<"ListQueues"> = async (input, { account, region, context, origin }) => {
  const { QueueNamePrefix: prefix, MaxResults: max, NextToken: token } = input;
  if (max !== undefined && (max < 1 || max > LISTED_QUEUES_MAX))
    throw outOfRange(max, "MaxResults", "Value of MaxResults must be between 1 and 1000.");
  const listing = `sqs.ListQueues/${account}/${region}/${prefix ?? ""}`;
  const after = token === undefined ? undefined : context.paging.open<string>(listing, token);
  if (token !== undefined && after === undefined)
    throw outOfRange(token, "NextToken", "Invalid or expired next token.");
  const names: string[] = [];
  const limit = max ?? LISTED_QUEUES_MAX;
  let isMore = false;
  for await (const { key } of context.store.list({ account, region }, prefix, after)) {
    isMore = names.length === limit;
    if (isMore) break;
    names.push(key.name);
  }
  const last = names.at(-1);
  return {
    QueueUrls: names.map((name) => queueUrl({ account, region, name }, origin)),
    // Documented: without MaxResults there is no token.
    ...(isMore && max !== undefined && last !== undefined && { NextToken: context.paging.seal(listing, last) }),
  };
};
