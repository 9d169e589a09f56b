// The job that replicates a version, as the role of the configuration: read here, written there, and the status noted.
import type { Readable } from "node:stream";
import { parseArn } from "../../../kit/arn.ts";
import { AwsError } from "../../../kit/errors.ts";
import type { PeerIdentity } from "../../../kit/peers.ts";
import type { JobHandler } from "../../../kit/service.ts";
import type { S3Context } from "../context.ts";
import { isKms } from "../encryption/encryption.ts";
import { S3_CAUSE } from "../notifications/cause.ts";
import { announce } from "../notifications/queue.ts";
import { findBucket } from "../store/buckets.ts";
import { partsOf } from "../store/objects.ts";
import { isDeleteMarker, type ObjectRow, objects, type VersionRow, versions } from "../store/tables.ts";
import { findPlaced, findVersion, updateVersion, versionIdOf } from "../store/versions.ts";
import { REPLICATE, type ReplicationPayload } from "./queue.ts";
import { copyChanges } from "./changes.ts";
import { asMarkerOf, asReplicaOf, asReplicating } from "./replica.ts";
import type { Destination } from "./rules.ts";
import { thresholdJobs } from "./missed-threshold.ts";
import { endWatch, replicationEventData } from "./threshold.ts";

/** Refusals are final; what a crash or a full disk leaves undone is tried again. */
const replicate: JobHandler<S3Context> = async ({ payload, signal }, context) => {
  const work = payload as ReplicationPayload;
  const row = await versionAt(context, work);
  if (row === undefined) return;
  let failed: Destination | undefined;
  for (const destination of work.destinations) {
    try {
      await copyTo(context, work, row, destination, signal);
    } catch (error) {
      if (!(error instanceof AwsError) || (error.status ?? 500) >= 500) throw error;
      failed = destination;
    }
  }
  if (!isDeleteMarker(row)) await note(context, work, failed);
};

async function versionAt(
  context: S3Context,
  { bucket, key, order }: ReplicationPayload,
): Promise<VersionRow | undefined> {
  const current = await objects.get(context.keyvalue, [bucket, key]);
  return current?.order === order ? current : versions.get(context.keyvalue, [bucket, key, order]);
}

async function copyTo(
  context: S3Context,
  { bucket, key: Key, role }: ReplicationPayload,
  row: VersionRow,
  destination: Destination,
  signal: AbortSignal,
): Promise<void> {
  const to = await findBucket(context.keyvalue, destination.bucket);
  const principal = { roleArn: role, service: "s3.amazonaws.com", sessionName: "s3-replication" };
  const as: PeerIdentity = {
    account: parseArn(role)?.account ?? "",
    region: to?.region ?? "us-east-1",
    principal,
    signal,
  };
  const Bucket = destination.bucket;
  const VersionId = versionIdOf(row);
  const there = await findVersion(context.keyvalue, [Bucket, Key], VersionId);
  if (isDeleteMarker(row)) {
    if (there === undefined) await context.peers.call("s3", "DeleteObject", asMarkerOf({ Bucket, Key }, row), as);
    return;
  }
  if (there !== undefined && to !== undefined && !isDeleteMarker(there.row))
    return copyChanges(context, { Bucket, Key, VersionId }, [row, there.row], { to, destination, as });
  if (there !== undefined || row.replication === "REPLICA") return;
  const read = asReplicating({ Bucket: bucket, Key, VersionId });
  const { Body } = await context.peers.call("s3", "GetObject", read, as);
  const overridesOwner = destination.overridesOwner === true;
  const body = asReplicaOf(Body as Readable, { row, parts: await partsOf(context, row), overridesOwner });
  const description = { ...describe(row), StorageClass: (destination.storageClass ?? row.storageClass) as "STANDARD" };
  await context.peers.call(
    "s3",
    "PutObject",
    { Bucket, Key, Body: body, ContentLength: row.sizeBytes, ...description, ...encryptionOf(row, destination) },
    as,
  );
}

/** A replica is encrypted as its source is; under keys of KMS, by the rule's. */
function encryptionOf({ encryption }: ObjectRow, { kmsKeyId }: Destination) {
  if (encryption === undefined || encryption.kind === "SSE-C") return {};
  return {
    ServerSideEncryption: encryption.kind,
    ...(isKms(encryption) && kmsKeyId !== undefined && { SSEKMSKeyId: kmsKeyId }),
  };
}

/** What the source says of itself. */
function describe({ headers, metadata, tags }: ObjectRow) {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  const tagging = tags.map(({ Key, Value }) => `${encodeURIComponent(Key)}=${encodeURIComponent(Value)}`).join("&");
  return { ...Object.fromEntries(given), Metadata: { ...metadata }, ...(tagging !== "" && { Tagging: tagging }) };
}

/** `failed`: where it did not go. */
function note(context: S3Context, work: ReplicationPayload, failed: Destination | undefined): Promise<void> {
  const { bucket, key, order } = work;
  const at = [bucket, key] as const;
  return context.keyvalue.transact(async (transaction) => {
    const found = await findPlaced(transaction, at, order);
    const row = found?.row;
    if (found === undefined || row === undefined || isDeleteMarker(row)) return;
    await endWatch(context, transaction, work, row, failed === undefined);
    if (row.replication === "REPLICA") return; // its change went back to where it came from
    updateVersion(transaction, at, found, { ...row, replication: failed === undefined ? "COMPLETED" : "FAILED" });
    const source = failed && (await findBucket(transaction, bucket));
    if (failed === undefined || source === undefined) return;
    const name = "Replication:OperationFailedReplication";
    const more = { replicationEventData: replicationEventData(row, failed) };
    await announce(context, transaction, source, { name, key, row, cause: S3_CAUSE, more });
  });
}

export const replicationJobs = { [REPLICATE]: replicate, ...thresholdJobs };
