// The durable queue of replication: a timer for each version, set in the transaction that writes it.
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import type { S3Context } from "../context.ts";
import { isKms } from "../encryption/encryption.ts";
import type { NamedBucket } from "../store/buckets.ts";
import { configurationOf } from "../store/configuration-rows.ts";
import { isDeleteMarker, type VersionRow } from "../store/tables.ts";
import { type Destination, destinationsOf } from "./rules.ts";

export const REPLICATE = "replicate";

export interface ReplicationPayload {
  readonly bucket: string;
  readonly key: string;
  readonly order: string;
  readonly role: string;
  readonly destinations: readonly Destination[];
}

/** The version as it is to be stored: `PENDING` when it goes somewhere. Existing objects never come here. */
export async function withReplication<Row extends VersionRow>(
  context: S3Context,
  transaction: Transaction,
  { name: bucket, hasReplication }: NamedBucket,
  key: string,
  row: Row,
): Promise<Row> {
  if (hasReplication !== true) return row;
  const configuration = await configurationOf(transaction, bucket, "replication");
  if (configuration === undefined) return row;
  const marker = isDeleteMarker(row);
  const destinations = destinationsOf(configuration, {
    key,
    tags: marker ? [] : row.tags,
    isDeleteMarker: marker,
    isUnderKms: !marker && isKms(row.encryption),
  });
  if (destinations.length === 0) return row;
  const { order } = row;
  const payload: ReplicationPayload = { bucket, key, order, role: configuration.Role ?? "", destinations };
  const timer = { kind: REPLICATE, key: `${bucket}/${key}/${order}`, dueMs: context.clock.now(), payload };
  await context.jobs.schedule(timer, transaction);
  return marker ? row : { ...row, replication: "PENDING" };
}
