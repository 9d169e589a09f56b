// What is told to queues of SQS and topics of SNS: always as a function's role.
import type { MessageAttributeValue } from "@aws-sdk/client-sqs";
import type { ServiceHost } from "../../engines/host.ts";
import { parseArn } from "../../kit/arn.ts";
import type { PeerIdentity, Peers } from "../../kit/peers.ts";
import { invalidDestination, mayNotCall } from "./errors.ts";
import type { FunctionEntry } from "./function.ts";
import { identity, isAbsent, isDenied, isFifo, queueUrlOf, refusal } from "./queues.ts";

export interface NewMessage {
  readonly body: string;
  readonly attributes?: Record<string, MessageAttributeValue>;
}

/** Whether it names a queue or a topic. */
export const isMessaging = (arn: string): boolean => ["sqs", "sns"].includes(parseArn(arn)?.service ?? "");

const isTopic = (arn: string): boolean => parseArn(arn)?.service === "sns";

/** Errors: what SQS or SNS answers. */
export const sendTo = (
  { peers }: ServiceHost,
  { key, latest }: FunctionEntry,
  arn: string,
  message: NewMessage,
): Promise<unknown> => send(peers, arn, message, identity(arn, latest.settings.role, key.name));

function send(peers: Peers, arn: string, { body, attributes }: NewMessage, as: PeerIdentity): Promise<unknown> {
  const more = attributes && { MessageAttributes: attributes as never };
  return isTopic(arn)
    ? peers.call("sns", "Publish", { TopicArn: arn, Message: body, ...more }, as)
    : peers.call("sqs", "SendMessage", { QueueUrl: queueUrlOf(arn), MessageBody: body, ...more }, as);
}

/** Errors: InvalidParameterValueException when the role may not send there, or nothing is there. Documented: FIFO is not taken. */
export async function checkMaySend({ peers }: ServiceHost, roleArn: string, name: string, arn: string): Promise<void> {
  if (isFifo(arn)) throw invalidDestination(arn);
  // Who asks is looked at before what is asked: an empty message tells one from the other, and is never sent.
  const answer = await refusal(send(peers, arn, { body: "" }, identity(arn, roleArn, name)));
  if (!isAbsent(answer) && !isDenied(answer)) return;
  throw isTopic(arn) ? mayNotCall("Publish", "SNS") : mayNotCall("SendMessage", "SQS");
}
