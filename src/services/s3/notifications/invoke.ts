// Calls of functions, as S3: the job that tells of an event, and the question whether it could.
import { parseArn } from "../../../kit/arn.ts";
import { AwsError } from "../../../kit/errors.ts";
import type { PeerIdentity } from "../../../kit/peers.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { sourceOf } from "../delivery.ts";
import { S3_ITSELF } from "../service-principals.ts";
import { NOTIFY, type QueuedEvent } from "./queue.ts";

function identityFor(functionArn: string, bucket: QueuedEvent["bucket"], signal: AbortSignal): PeerIdentity {
  const { account = "", region = "" } = parseArn(functionArn) ?? {};
  return { account, region, principal: S3_ITSELF, source: sourceOf(bucket), signal };
}

/** What a later try can mend: throttling, a function that is being made, and faults of the platform. */
const isPassing = (error: unknown): boolean => {
  if (!(error instanceof AwsError)) return true;
  const status = error.status ?? 500;
  return status === 429 || status === 409 || (status >= 500 && status !== 501);
};

/** Lambda keeps what it accepts; what a function may not be told any more is lost, as at AWS. */
const notify: JobHandler<S3Context> = async ({ payload, signal }, { peers }) => {
  const { functionArn, bucket, message } = payload as QueuedEvent;
  const Payload = Buffer.from(JSON.stringify(message));
  try {
    const as = identityFor(functionArn, bucket, signal);
    await peers.call(
      "lambda",
      "Invoke",
      { FunctionName: functionArn, InvocationType: "Event", Payload: Payload as never },
      as,
    );
  } catch (error) {
    if (isPassing(error)) throw error;
  }
};

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
