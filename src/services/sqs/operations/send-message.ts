// SendMessage.
import type { Operation } from "../context.ts";
import { findQueue } from "../find-queue.ts";
import { outgoing, sendAnswer } from "../send.ts";

export const sendMessage: Operation<"SendMessage"> = async (input, call) => {
  const queue = await findQueue(input, call);
  const [sent] = await call.context.messages.send(queue, [outgoing(queue, input, call)]);
  return sent ? sendAnswer(queue, input, sent) : {};
};
