// PutBucketReplication: what is written from now on is replicated.
import type { Operation } from "../context.ts";
import { checkedReplication, destinationOf, unversionedDestination } from "../configurations/replication.ts";
import { invalidRequest } from "../errors.ts";
import { versioningOf } from "../store/buckets.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketReplication: Operation<"PutBucketReplication"> = async (input, { context }) => {
  const document = checkedReplication(input.ReplicationConfiguration);
  await putConfiguration(context, input, "replication", document, async (bucket, transaction) => {
    if (bucket.versioning !== "Enabled")
      throw invalidRequest("Versioning must be 'Enabled' on the bucket to apply a replication configuration");
    for (const rule of document.Rules ?? [])
      if ((await versioningOf(transaction, destinationOf(rule))) !== "Enabled") throw unversionedDestination();
  });
  return {};
};
