// SendMessageBatch: up to ten messages, each of which may be refused on its own.
import type { BatchResultErrorEntry, SendMessageBatchResultEntry } from "@aws-sdk/client-sqs";
import { AwsError } from "../../../kit/errors.ts";
import { checkEntries, failed } from "../batch.ts";
import type { Input, Operation } from "../context.ts";
import { batchTooLong } from "../errors.ts";
import { findQueue } from "../find-queue.ts";
import { MESSAGE_BYTES_MAX } from "../limits.ts";
import { bodyMd5, messageBytes } from "../message.ts";
import { outgoing, sendAnswer } from "../send.ts";
import type { Outgoing } from "../store/message-store.ts";

type Entry = Input<"SendMessageBatch">["Entries"][number];

export const sendMessageBatch: Operation<"SendMessageBatch"> = async (input, call) => {
  const queue = await findQueue(input, call);
  checkEntries(input.Entries, "SendMessageBatchRequestEntry");
  const bytes = input.Entries.reduce((sum, one) => sum + messageBytes(one.MessageBody, one.MessageAttributes ?? {}), 0);
  if (bytes > MESSAGE_BYTES_MAX) throw batchTooLong(bytes, MESSAGE_BYTES_MAX);
  const accepted: { readonly entry: Entry; readonly message: Outgoing }[] = [];
  const Failed: BatchResultErrorEntry[] = [];
  for (const entry of input.Entries) {
    try {
      accepted.push({ entry, message: outgoing(queue, entry, call) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push(failed(entry.Id, error));
    }
  }
  const sent = await call.context.messages.send(
    queue,
    accepted.map(({ message }) => message),
  );
  const Successful = accepted.map(({ entry }, at): SendMessageBatchResultEntry => {
    const { MD5OfMessageBody, ...answer } = sendAnswer(queue, entry, sent[at] ?? { id: "", sequence: 0 });
    return { Id: entry.Id, MD5OfMessageBody: MD5OfMessageBody ?? bodyMd5(entry.MessageBody), ...answer };
  });
  return { Successful, Failed };
};
