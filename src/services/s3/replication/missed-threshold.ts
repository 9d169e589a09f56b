// The job that looks, fifteen minutes after a version was queued, whether it is still on its way.
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { isDeleteMarker } from "../store/tables.ts";
import { findPlaced } from "../store/versions.ts";
import { type Replicating, tellEach, THRESHOLD } from "./threshold.ts";

const missed: JobHandler<S3Context> = async ({ payload }, context) => {
  const work = payload as Replicating;
  await context.keyvalue.transact(async (transaction) => {
    const row = (await findPlaced(transaction, [work.bucket, work.key], work.order))?.row;
    if (row === undefined || isDeleteMarker(row) || row.replication !== "PENDING") return;
    await tellEach(context, transaction, work, row, "Replication:OperationMissedThreshold");
  });
};

export const thresholdJobs = { [THRESHOLD]: missed };
