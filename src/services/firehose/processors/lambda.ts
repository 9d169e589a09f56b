// Transforms records by a Lambda function, batch by batch. Documented in "Transform source data in Amazon Data Firehose".
import { parseArn } from "../../../kit/arn.ts";
import { afterReal } from "../../../kit/clock.ts";
import { AwsError } from "../../../kit/errors.ts";
import { uuid } from "../../../kit/ids.ts";
import { destinationOf, loggingOf } from "../error-log.ts";
import { firehoseRole } from "../firehose-role.ts";
import {
  INVOCATION_MAX_BYTES,
  INVOCATION_MAX_MS,
  INVOCATIONS_AT_ONCE_MAX,
  LAMBDA_RETRY_MS,
  RECORD_FRAME_BYTES,
} from "../limits.ts";
import { pause } from "../pause.ts";
import { streamArn, type Stream } from "../stream.ts";
import type { Tools } from "../tools.ts";
import { readAnswer, type Sent } from "./lambda-answer.ts";
import type { LambdaSettings } from "./settings.ts";
import type { Failure, ProcessingError, Step, WorkRecord } from "./work.ts";

const RECORD_INDEX_DIGITS = 6;

export function transformation(tools: Tools, stream: Stream, lambda: LambdaSettings, stopping: AbortSignal): Step {
  return async (records, failures) => {
    const batches = batchesOf(records, lambda.bufferBytes);
    const kept: WorkRecord[] = [];
    for (let at = 0; at < batches.length; at += INVOCATIONS_AT_ONCE_MAX) {
      const some = batches.slice(at, at + INVOCATIONS_AT_ONCE_MAX);
      const done = await Promise.all(
        some.map((batch) => transformed({ tools, stream, lambda, stopping, failures }, batch)),
      );
      for (const each of done) kept.push(...each);
    }
    tools.metrics.add("SucceedProcessing.Records", kept.length);
    tools.metrics.add(
      "SucceedProcessing.Bytes",
      kept.reduce((sum, { data }) => sum + data.byteLength, 0),
    );
    return kept;
  };
}

/** By the buffer's size, and by what an invocation may carry. */
function batchesOf(records: readonly WorkRecord[], bufferBytes: number): Sent[][] {
  const batches: Sent[][] = [];
  let dataBytes = Infinity;
  let eventBytes = 0;
  for (const record of records) {
    const size = record.data.byteLength;
    const framed = Math.ceil(size / 3) * 4 + RECORD_FRAME_BYTES;
    if (dataBytes + size > bufferBytes || eventBytes + framed > INVOCATION_MAX_BYTES) {
      batches.push([]);
      dataBytes = 0;
      eventBytes = 0;
    }
    const batch = batches.at(-1) ?? [];
    const index = String(batch.length).padStart(RECORD_INDEX_DIGITS, "0");
    batch.push({ recordId: `${record.sequenceNumber}${index}`, record });
    dataBytes += size;
    eventBytes += framed;
  }
  return batches;
}

interface Transforming {
  readonly tools: Tools;
  readonly stream: Stream;
  readonly lambda: LambdaSettings;
  readonly stopping: AbortSignal;
  readonly failures: Failure[];
}

async function transformed(transforming: Transforming, sent: readonly Sent[]): Promise<WorkRecord[]> {
  const { tools, stream, lambda, stopping, failures } = transforming;
  const { clock } = tools.host;
  const event = eventOf(stream, sent);
  for (let attempts = 1; ; attempts++) {
    const begunMs = clock.elapsed();
    const answer = await invoke(transforming, event);
    if (stopping.aborted) throw new Error("the delivery stream is being stopped");
    tools.metrics.add("ExecuteProcessing.Duration", clock.elapsed() - begunMs);
    tools.metrics.add("ExecuteProcessing.Success", typeof answer === "string" ? 1 : 0);
    const details = { attempts, lambdaArn: lambda.arn };
    if (typeof answer === "string") return readAnswer(sent, answer, failures, details);
    if (attempts > lambda.retries) {
      for (const { record } of sent) failures.push({ record, error: { ...answer, ...details } });
      return [];
    }
    report(transforming, answer);
    await pause(clock, LAMBDA_RETRY_MS, stopping);
  }
}

/** Of an attempt that is made again; what fails for good is told of with the records. */
function report({ tools, stream, lambda }: Transforming, error: ProcessingError): void {
  const { options, roleArn } = loggingOf(stream);
  tools.errors.report(stream, options, roleArn, {
    ...error,
    destination: destinationOf(stream),
    processor: lambda.arn,
  });
}

function eventOf(stream: Stream, sent: readonly Sent[]): Buffer {
  const event = {
    invocationId: uuid(),
    deliveryStreamArn: streamArn(stream.key),
    region: stream.key.region,
    ...(stream.kinesis && { sourceKinesisStreamArn: stream.kinesis.streamArn }),
    records: sent.map(({ recordId, record }) => ({
      recordId,
      approximateArrivalTimestamp: record.arrivalMs,
      data: Buffer.from(record.data).toString("base64"),
      ...(record.kinesis && {
        kinesisRecordMetadata: {
          sequenceNumber: record.sequenceNumber,
          subsequenceNumber: record.kinesis.subSequenceNumber,
          partitionKey: record.kinesis.partitionKey,
          shardId: record.kinesis.shardId,
          approximateArrivalTimestamp: record.arrivalMs,
        },
      }),
    })),
  };
  return Buffer.from(JSON.stringify(event));
}

/** The function's answer, or why there is none. */
async function invoke({ tools: { host }, stream, lambda, stopping }: Transforming, event: Buffer) {
  const overdue = new AbortController();
  const timer = afterReal(INVOCATION_MAX_MS, () => overdue.abort());
  const { account, region } = parseArn(lambda.arn) ?? stream.key;
  try {
    const output = await host.peers.call(
      "lambda",
      "Invoke",
      { FunctionName: lambda.arn, InvocationType: "RequestResponse", Payload: event as never },
      {
        account,
        region,
        principal: firehoseRole(lambda.roleArn),
        signal: AbortSignal.any([overdue.signal, stopping]),
      },
    );
    const payload = Buffer.from(output.Payload ?? []).toString();
    return output.FunctionError === undefined ? payload : functionError(payload);
  } catch (error) {
    if (overdue.signal.aborted) return timedOut;
    if (error instanceof AwsError) return refusal(error);
    throw error;
  } finally {
    timer.cancel();
  }
}

/** Documented codes; the texts are documented unless the service's own is passed on. */
const timedOut: ProcessingError = { code: "Lambda.FunctionTimedOut", message: "The Lambda function timed out." };

function functionError(payload: string): ProcessingError {
  if (payload.includes("Task timed out after")) return timedOut;
  return {
    code: "Lambda.FunctionError",
    message: "The Lambda function was successfully invoked but it returned an error result.",
  };
}

function refusal({ code, message }: AwsError): ProcessingError {
  if (code.startsWith("AccessDenied"))
    return {
      code: "Lambda.InvokeAccessDenied",
      message: "Access was denied. Ensure that the access policy allows access to the Lambda function.",
    };
  if (code === "ResourceNotFoundException")
    return {
      code: "Lambda.ResourceNotFound",
      message: "The specified Lambda function does not exist. Use a different function that does exist.",
    };
  if (code === "TooManyRequestsException")
    return {
      code: "Lambda.InvokeLimitExceeded",
      message: "The Lambda concurrent execution limit is exceeded. Increase the concurrent execution limit.",
    };
  return { code: `Lambda.${code}`, message };
}
