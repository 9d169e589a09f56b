// Records of a partition that S3 has not taken, as the lines of an object under the error prefix.
import type { Batch } from "./batch.ts";
import { framedRecords, stagedRecords } from "./batch-records.ts";
import type { Destination } from "./destination.ts";
import { PARTITION_RETRY_DEFAULT_SECONDS } from "./limits.ts";
import { failureLine } from "./processors/work.ts";
import { s3Error } from "./s3-errors.ts";
import { Spool } from "./spool.ts";

/** Documented: how long a partition is tried. */
export const partitionRetryMs = ({ DynamicPartitioningConfiguration: dynamic }: Destination): number =>
  (dynamic?.RetryOptions?.DurationInSeconds ?? PARTITION_RETRY_DEFAULT_SECONDS) * 1000;

/** Writes the file of lines, and resolves with its path. Records of a conversion that failed are among them. */
export async function undeliveredLines(
  batch: Batch,
  error: unknown,
  attempts: number,
  endedMs: number,
): Promise<string> {
  const failure = { ...s3Error(error), attempts };
  const spool = new Spool(batch.file("undelivered"));
  const records = batch.staging.converts ? stagedRecords(batch, batch.data.path) : framedRecords(batch);
  for await (const { data, arrivalMs, sequenceNumber } of records) {
    spool.add(failureLine({ record: { data, arrivalMs, sequenceNumber, keys: {} }, error: failure }, endedMs));
    await spool.flush();
  }
  await spool.close();
  return spool.path;
}
