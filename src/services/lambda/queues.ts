// Queues of SQS as sources: whether a function's role may read them.
import type { ServiceHost } from "../../engines/host.ts";
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import type { PeerIdentity, Peers } from "../../kit/peers.ts";
import { functionTimeoutTooLong, mayNotCall, queueNotReceived } from "./errors.ts";
import { executionRole } from "./execution-role.ts";
import type { FunctionEntry } from "./function.ts";

/** SQS looks at the account and the name alone. */
export function queueUrlOf(arn: string): string {
  const { account = "", region = "", resource = "" } = parseArn(arn) ?? {};
  return `https://sqs.${region}.amazonaws.com/${account}/${resource}`;
}

/** A queue or topic. */
export const isFifo = (arn: string): boolean => arn.endsWith(".fifo");

/** Of the account and region that an ARN names. */
export function identity(arn: string, roleArn: string, functionName: string): PeerIdentity {
  const { account = "", region = "" } = parseArn(arn) ?? {};
  return { account, region, principal: executionRole(roleArn, functionName) };
}

/** Errors: InvalidParameterValueException when the role may not read the queue, it is not there or gives too little time. */
export async function checkMayReceive({ peers }: ServiceHost, entry: FunctionEntry, arn: string): Promise<void> {
  const { role, timeoutSeconds } = entry.latest.settings;
  const as = identity(arn, role, entry.key.name);
  const QueueUrl = queueUrlOf(arn);
  // Who asks is looked at before what is asked: what nobody could do tells one from the other.
  const received = await refusal(peers.call("sqs", "ReceiveMessage", { QueueUrl, MaxNumberOfMessages: 0 }, as));
  if (isAbsent(received)) throw queueNotReceived(received?.message ?? "");
  if (isDenied(received)) throw mayNotCall("ReceiveMessage", "SQS");
  const deleted = await refusal(peers.call("sqs", "DeleteMessage", { QueueUrl, ReceiptHandle: "none" }, as));
  if (isDenied(deleted)) throw mayNotCall("DeleteMessage", "SQS");
  const visibility = await visibilityOf(peers, QueueUrl, as);
  if (visibility < timeoutSeconds) throw functionTimeoutTooLong(visibility, timeoutSeconds);
}

async function visibilityOf(peers: Peers, QueueUrl: string, as: PeerIdentity): Promise<number> {
  try {
    const input = { QueueUrl, AttributeNames: ["VisibilityTimeout" as const] };
    const { Attributes } = await peers.call("sqs", "GetQueueAttributes", input, as);
    return Number(Attributes?.["VisibilityTimeout"]);
  } catch (error) {
    throw isDenied(error) ? mayNotCall("GetQueueAttributes", "SQS") : error;
  }
}

/** What a call is refused with, if it is; whatever else goes wrong is thrown. */
export async function refusal(call: Promise<unknown>): Promise<AwsError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof AwsError && error.fault === "client") return error;
    throw error;
  }
}

export const isAbsent = (error: AwsError | undefined): boolean =>
  error?.code === "QueueDoesNotExist" || error?.code === "NotFoundException";

export const isDenied = (error: unknown): boolean => error instanceof AwsError && error.code.startsWith("AccessDenied");
