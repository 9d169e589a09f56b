// Records that a mapping gives up: told of to its destination on failure, with what was in them.
import type { Outcome } from "../../engines/functions/functions.ts";
import { parseArn } from "../../kit/arn.ts";
import { AwsError } from "../../kit/errors.ts";
import { uuid } from "../../kit/ids.ts";
import type { BatchPlace } from "./batch-runner.ts";
import type { LambdaContext } from "./context.ts";
import { executionRole } from "./execution-role.ts";
import { functionArn, LATEST } from "./function.ts";
import { isMessaging, sendTo } from "./messaging.ts";
import { sourceKind } from "./source-kind.ts";
import type { SourceRecord } from "./source-record.ts";
import { streamEvent } from "./stream-event.ts";

export interface Abandoned {
  readonly records: readonly SourceRecord[];
  readonly failures: number;
  readonly requestId: string;
  readonly condition: "RetryAttemptsExhausted" | "RecordAgeExceeded";
  readonly outcome: Outcome | undefined;
}

/** A destination that refuses the record does not hold the shard back. */
export async function giveUp(
  { host, store }: LambdaContext,
  { mapping, shardId }: BatchPlace,
  abandoned: Abandoned,
): Promise<void> {
  const { onFailure } = mapping.settings;
  const entry = await store.find(mapping.function);
  if (onFailure === undefined || !entry) return;
  const nowMs = host.clock.now();
  const record = invocationRecord(mapping, shardId, abandoned, nowMs);
  try {
    if (isMessaging(onFailure)) await sendTo(host, entry, onFailure, { body: JSON.stringify(record) });
    else {
      const { role: roleArn } = entry.latest.settings;
      const { region } = mapping.key;
      // Documented: only buckets get the records themselves, too.
      const event = streamEvent(abandoned.records, { shardId, streamArn: mapping.sourceArn, region, roleArn });
      const Body = Buffer.from(JSON.stringify({ ...record, payload: JSON.stringify(event) }));
      const input = {
        Bucket: parseArn(onFailure)?.resource ?? "",
        Key: objectKey(mapping.key.uuid, shardId, nowMs),
        Body,
      };
      const principal = executionRole(roleArn, entry.key.name);
      await host.peers.call("s3", "PutObject", input as never, { account: mapping.key.account, region, principal });
    }
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const what = { mapping: mapping.key.uuid, destination: onFailure, error: error.code, reason: error.message };
    host.logger.warn(what, "a destination refused the record of a batch");
  }
}

/** Documented: `aws/lambda/MAPPING/SHARD/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-UUID`. */
function objectKey(mappingId: string, shardId: string, nowMs: number): string {
  const [time = ""] = new Date(nowMs).toISOString().split(".");
  const day = time.slice(0, 10).replaceAll("-", "/");
  return `aws/lambda/${mappingId}/${shardId}/${day}/${time.replaceAll(":", ".")}-${uuid()}`;
}

/** Documented in "Retaining discarded batch records" for Kinesis and for DynamoDB event sources. */
function invocationRecord(
  { function: key, qualifier, sourceArn }: BatchPlace["mapping"],
  shardId: string,
  { records, failures, requestId, condition, outcome }: Abandoned,
  nowMs: number,
): object {
  const first = records[0];
  const last = records.at(-1);
  const time = (record: SourceRecord | undefined) => new Date(record?.arrivalMs ?? 0).toISOString();
  return {
    requestContext: {
      requestId,
      functionArn: functionArn(key, qualifier),
      condition,
      approximateInvokeCount: failures,
    },
    ...(outcome && {
      responseContext: {
        statusCode: 200,
        executedVersion: qualifier !== undefined && /^\d+$/.test(qualifier) ? qualifier : LATEST,
        functionError: "Unhandled",
      },
    }),
    version: "1.0",
    timestamp: new Date(nowMs).toISOString(),
    [sourceKind(sourceArn) === "dynamodb" ? "DDBStreamBatchInfo" : "KinesisBatchInfo"]: {
      shardId,
      startSequenceNumber: first?.sequenceNumber,
      endSequenceNumber: last?.sequenceNumber,
      approximateArrivalOfFirstRecord: time(first),
      approximateArrivalOfLastRecord: time(last),
      batchSize: records.length,
      streamArn: sourceArn,
    },
  };
}
