// PublishBatch: up to ten messages, in order, each answered by itself.
import type { BatchResultErrorEntry, PublishBatchResultEntry } from "@aws-sdk/client-sns";
import { AwsError } from "../../../kit/errors.ts";
import type { Operation } from "../context.ts";
import { batchTooLong, emptyBatch, entryIdsNotDistinct, tooManyEntries } from "../errors.ts";
import { BATCH_ENTRIES_MAX, MESSAGE_BYTES_MAX } from "../limits.ts";
import { notificationOf } from "../notification.ts";
import { publishTo } from "../publish-to.ts";
import { keyOfArn } from "../topic.ts";

export const publishBatch: Operation<"PublishBatch"> = async (input, { context }) => {
  const topic = await context.store.get(keyOfArn(input.TopicArn));
  const entries = input.PublishBatchRequestEntries ?? [];
  if (entries.length === 0) throw emptyBatch();
  if (entries.length > BATCH_ENTRIES_MAX) throw tooManyEntries();
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) throw entryIdsNotDistinct();
  if (entries.reduce((sum, { Message }) => sum + Buffer.byteLength(Message), 0) > MESSAGE_BYTES_MAX)
    throw batchTooLong();
  const Successful: PublishBatchResultEntry[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of entries) {
    const { Id } = entry;
    try {
      const notification = notificationOf(topic, entry, context.host.clock.now());
      Successful.push({ Id, ...(await publishTo(context, topic, notification)) });
    } catch (error) {
      if (!(error instanceof AwsError) || error.fault !== "client") throw error;
      Failed.push({ Id, SenderFault: true, Code: "InvalidParameter", Message: error.message });
    }
  }
  return { Successful, Failed };
};
