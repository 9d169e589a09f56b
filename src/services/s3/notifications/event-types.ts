// The events of objects that S3 knows. Documented in "Supported event types".

/** What comes after `s3:`. */
export type EventName =
  | "ObjectCreated:Put"
  | "ObjectCreated:Post"
  | "ObjectCreated:Copy"
  | "ObjectCreated:CompleteMultipartUpload"
  | "ObjectRemoved:Delete"
  | "ObjectRemoved:DeleteMarkerCreated"
  | "ObjectRestore:Post"
  | "ObjectRestore:Completed"
  | "ObjectRestore:Delete"
  | "Replication:OperationFailedReplication"
  | "Replication:OperationMissedThreshold"
  | "Replication:OperationReplicatedAfterThreshold"
  | "LifecycleExpiration:Delete"
  | "LifecycleExpiration:DeleteMarkerCreated"
  | "LifecycleTransition"
  | "IntelligentTiering"
  | "ObjectAnnotation:Put"
  | "ObjectAnnotation:Delete"
  | "ObjectTagging:Put"
  | "ObjectTagging:Delete"
  | "ObjectAcl:Put";

/** Those that may be asked for; some never happen here. */
const KNOWN = new Set([
  "s3:ReducedRedundancyLostObject",
  "s3:ObjectCreated:*",
  "s3:ObjectCreated:Put",
  "s3:ObjectCreated:Post",
  "s3:ObjectCreated:Copy",
  "s3:ObjectCreated:CompleteMultipartUpload",
  "s3:ObjectRemoved:*",
  "s3:ObjectRemoved:Delete",
  "s3:ObjectRemoved:DeleteMarkerCreated",
  "s3:ObjectRestore:*",
  "s3:ObjectRestore:Post",
  "s3:ObjectRestore:Completed",
  "s3:ObjectRestore:Delete",
  "s3:Replication:*",
  "s3:Replication:OperationFailedReplication",
  "s3:Replication:OperationMissedThreshold",
  "s3:Replication:OperationReplicatedAfterThreshold",
  "s3:Replication:OperationNotTracked",
  "s3:LifecycleExpiration:*",
  "s3:LifecycleExpiration:Delete",
  "s3:LifecycleExpiration:DeleteMarkerCreated",
  "s3:LifecycleTransition",
  "s3:IntelligentTiering",
  "s3:ObjectAnnotation:*",
  "s3:ObjectAnnotation:Put",
  "s3:ObjectAnnotation:Delete",
  "s3:ObjectTagging:*",
  "s3:ObjectTagging:Put",
  "s3:ObjectTagging:Delete",
  "s3:ObjectAcl:Put",
]);

export const isKnownEvent = (type: string): boolean => KNOWN.has(type);

/** Whether what is asked for includes the event, which may be one that is asked for itself. */
export const covers = (type: string, name: string): boolean =>
  type === name || (type.endsWith(":*") && name.startsWith(type.slice(0, -1)));

/** Recorded: versions 2.1 and, for what came later, 2.3. Documented: 2.2 of replication. */
export function versionOf(name: EventName): string {
  if (name.startsWith("Replication:")) return "2.2";
  return /^(?:ObjectCreated|ObjectRemoved):|^ObjectRestore:(?:Post|Completed)$/.test(name) ? "2.1" : "2.3";
}
