// GetBucketReplication.
import type { Operation } from "../context.ts";
import { replicationNotFound } from "../configurations/errors.ts";
import { findConfiguration } from "../store/configurations.ts";

export const getBucketReplication: Operation<"GetBucketReplication"> = async (input, { context }) => {
  const { bucket, document } = await findConfiguration(context.keyvalue, input, "replication");
  if (document === undefined) throw replicationNotFound(bucket.name);
  return { ReplicationConfiguration: document };
};
