// Calls that replicate: their inputs are known by identity, so that nothing a client sends can look like one.
import type { Grant } from "../acl/grants.ts";
import { aclsAreOff } from "../ownership.ts";
import type { BucketRow, DeleteMarkerRow, ObjectContent, ObjectPart, ObjectRow } from "../store/tables.ts";

const calls = new WeakSet<object>();
const markers = new WeakMap<object, DeleteMarkerRow>();
const lists = new WeakMap<object, readonly Grant[]>();
/** By the body: an input is copied on its way. */
const writes = new WeakMap<object, ReplicatedObject>();

/** What a write makes a replica of. */
export interface ReplicatedObject {
  readonly row: ObjectRow;
  readonly parts: readonly ObjectPart[];
  /** The destination's owner owns the replica, and the source's ACL does not count. */
  readonly overridesOwner: boolean;
}

/** The input of a read, or of a change of what is said of a replica. */
export function asReplicating<Input extends object>(input: Input): Input {
  calls.add(input);
  return input;
}

/** The input of a deletion that makes a replica of a delete marker. */
export function asMarkerOf<Input extends object>(input: Input, marker: DeleteMarkerRow): Input {
  markers.set(input, marker);
  return asReplicating(input);
}

/** The input of a change that gives a replica its source's ACL. */
export function asGranting<Input extends object>(input: Input, grants: readonly Grant[]): Input {
  lists.set(input, grants);
  return asReplicating(input);
}

/** The body of a write that makes a replica. */
export function asReplicaOf<Body extends object>(body: Body, source: ReplicatedObject): Body {
  writes.set(body, source);
  return body;
}

export const isReplicating = (input: object): boolean => calls.has(input);
export const replicatedMarker = (input: object): DeleteMarkerRow | undefined => markers.get(input);
export const replicatedGrants = (input: object): readonly Grant[] | undefined => lists.get(input);

export const replicated = (body: unknown): ReplicatedObject | undefined =>
  typeof body === "object" && body !== null ? writes.get(body) : undefined;

/** Documented: a replica has its source's version id, parts, entity tag, checksum, time, ACL and lock. */
export function replicaContent(body: unknown, bucket: BucketRow, content: ObjectContent): ObjectContent {
  const source = replicated(body);
  if (source === undefined) return content;
  const { row, parts, overridesOwner } = source;
  const { order, versionId, etag, checksum, partsCount, lastModified } = row;
  return {
    ...content,
    etag,
    checksum,
    partsCount,
    lastModified,
    replicaOf: { order, versionId, parts },
    replication: "REPLICA",
    ...(overridesOwner ? { owner: undefined } : { acl: aclsAreOff(bucket) ? undefined : row.acl }),
    ...(bucket.objectLock && { retention: row.retention ?? content.retention, legalHold: row.legalHold }),
  };
}
