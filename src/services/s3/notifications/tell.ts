// What S3 says to functions and queues: the job that tells of an event, and the questions whether it could.
import { parseArn } from "../../../kit/arn.ts";
import { AwsError } from "../../../kit/errors.ts";
import { extendedRequestId } from "../../../kit/extended-request-id.ts";
import type { PeerIdentity } from "../../../kit/peers.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Call, S3Context } from "../context.ts";
import { sourceOf } from "../delivery.ts";
import { accountItself, S3_ITSELF } from "../service-principals.ts";
import { NOTIFY, type QueuedEvent } from "./queue.ts";

type Bucket = QueuedEvent["bucket"];

function identityFor(targetArn: string, bucket: Bucket, signal: AbortSignal): PeerIdentity {
  const { account = "", region = "" } = parseArn(targetArn) ?? {};
  return { account, region, principal: S3_ITSELF, source: sourceOf(bucket), signal };
}

/** What a later try can mend: throttling, a function that is being made, and faults of the platform. */
const isPassing = (error: unknown): boolean => {
  if (!(error instanceof AwsError)) return true;
  const status = error.status ?? (error.fault === "client" ? 400 : 500);
  return status === 429 || status === 409 || (status >= 500 && status !== 501);
};

/** Lambda and SQS keep what they accept; what a target may not be told any more is lost, as at AWS. */
const notify: JobHandler<S3Context> = async ({ payload, signal }, { peers }) => {
  const { targetArn, functionArn, bucket, message } = payload as QueuedEvent;
  const arn = targetArn ?? functionArn ?? "";
  const text = JSON.stringify(message);
  try {
    if (isQueue(arn)) await send(peers, arn, bucket, text, signal);
    else {
      const input = { FunctionName: arn, InvocationType: "Event" as const, Payload: Buffer.from(text) as never };
      await peers.call("lambda", "Invoke", input, identityFor(arn, bucket, signal));
    }
  } catch (error) {
    if (isPassing(error)) throw error;
  }
};

const isQueue = (arn: string): boolean => parseArn(arn)?.service === "sqs";

async function send(
  peers: S3Context["peers"],
  queueArn: string,
  bucket: Bucket,
  MessageBody: string,
  signal: AbortSignal,
): Promise<void> {
  const as = identityFor(queueArn, bucket, signal);
  const { resource = "" } = parseArn(queueArn) ?? {};
  const QueueUrl = `https://sqs.${as.region}.amazonaws.com/${as.account}/${resource}`;
  await peers.call("sqs", "SendMessage", { QueueUrl, MessageBody }, as);
}

/** Sends the message that AWS sends when notifications are configured. Why it cannot be sent, if it cannot: recorded. */
export async function sendTestEvent(
  { context, requestId, signal }: S3Call,
  queueArn: string,
  bucket: Bucket,
): Promise<string | undefined> {
  // Documented that they are not taken; the words are inferred.
  if (queueArn.endsWith(".fifo")) return "FIFO SQS queues are not supported";
  const test = {
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: new Date(context.clock.now()).toISOString(),
    Bucket: bucket.name,
    RequestId: requestId,
    HostId: extendedRequestId(requestId),
  };
  try {
    await send(context.peers, queueArn, bucket, JSON.stringify(test), signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError) || error.fault !== "client") throw error;
    return (await isThere(context.peers, queueArn, signal))
      ? "Permissions on the destination queue do not allow S3 to publish notifications from this bucket"
      : "The destination queue does not exist";
  }
}

/** S3 itself is not told of queues that do not let it in. */
async function isThere(peers: S3Context["peers"], queueArn: string, signal: AbortSignal): Promise<boolean> {
  const { account = "", region = "", resource: QueueName = "" } = parseArn(queueArn) ?? {};
  try {
    await peers.call(
      "sqs",
      "GetQueueUrl",
      { QueueName },
      { account, region, principal: accountItself(account), signal },
    );
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.fault === "client") return false;
    throw error;
  }
}

/** Whether the function is there and its policy lets S3 in for the bucket. */
export async function mayInvoke(
  { peers }: S3Context,
  functionArn: string,
  bucket: QueuedEvent["bucket"],
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const as = identityFor(functionArn, bucket, signal);
    await peers.call("lambda", "Invoke", { FunctionName: functionArn, InvocationType: "DryRun" }, as);
    return true;
  } catch (error) {
    if (error instanceof AwsError && (error.status ?? 500) < 500) return false;
    throw error;
  }
}

export const notificationJobs = { [NOTIFY]: notify };
