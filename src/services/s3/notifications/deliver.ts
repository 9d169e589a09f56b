// Deliveries, as S3: the job that tells a function, a queue or a topic of an event, and the question whether it could.
import { parseArn } from "../../../kit/arn.ts";
import { AwsError } from "../../../kit/errors.ts";
import { extendedRequestId } from "../../../kit/extended-request-id.ts";
import type { PeerIdentity } from "../../../kit/peers.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { sourceOf } from "../delivery.ts";
import { S3_ITSELF } from "../service-principals.ts";
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

/** All of them keep what they accept; what a target may not be told any more is lost, as at AWS. */
const notify: JobHandler<S3Context> = async ({ payload, signal }, { peers }) => {
  const { targetArn, bucket, message } = payload as QueuedEvent;
  const as = identityFor(targetArn, bucket, signal);
  try {
    if (parseArn(targetArn)?.service !== "lambda") await sendTo(peers, targetArn, message, as);
    else {
      const Payload = Buffer.from(JSON.stringify(message)) as never;
      await peers.call("lambda", "Invoke", { FunctionName: targetArn, InvocationType: "Event", Payload }, as);
    }
  } catch (error) {
    if (isPassing(error)) throw error;
  }
};

/** To a queue or a topic. */
async function sendTo(peers: S3Context["peers"], targetArn: string, message: object, as: PeerIdentity): Promise<void> {
  const { service, account, region, resource } = parseArn(targetArn) ?? {};
  const text = JSON.stringify(message);
  if (service === "sns") {
    // Recorded.
    await peers.call("sns", "Publish", { TopicArn: targetArn, Message: text, Subject: "Amazon S3 Notification" }, as);
    return;
  }
  const QueueUrl = `https://sqs.${region}.amazonaws.com/${account}/${resource}`;
  await peers.call("sqs", "SendMessage", { QueueUrl, MessageBody: text }, as);
}

/** Whether the function is there and its policy lets S3 in for the bucket. */
export async function mayInvoke(
  { peers }: S3Context,
  functionArn: string,
  bucket: Bucket,
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

/** Sends the queue or topic the event that S3 tries a new destination with (documented); why it could not, when it could not. */
export async function testTarget(
  { peers, clock }: S3Context,
  targetArn: string,
  bucket: Bucket,
  { requestId, signal }: { readonly requestId: string; readonly signal: AbortSignal },
): Promise<"does not exist" | "not allowed" | undefined> {
  const event = {
    Service: "Amazon S3",
    Event: "s3:TestEvent",
    Time: new Date(clock.now()).toISOString(),
    Bucket: bucket.name,
    RequestId: requestId,
    HostId: extendedRequestId(requestId),
  };
  try {
    await sendTo(peers, targetArn, event, identityFor(targetArn, bucket, signal));
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError) || error.fault !== "client") throw error;
    return error.code === "QueueDoesNotExist" || error.code === "NotFoundException" ? "does not exist" : "not allowed";
  }
}

export const notificationJobs = { [NOTIFY]: notify };
