// Calls that replicate: their inputs are known by identity, so that nothing a client sends can look like one.
import type { ObjectContent, ObjectRow } from "../store/tables.ts";

const reads = new WeakSet<object>();
const deletions = new WeakSet<object>();
/** By the body: an input is copied on its way. */
const writes = new WeakMap<object, ObjectRow>();

export function asReplicating<Input extends object>(input: Input, kind: "read" | "deletion"): Input {
  (kind === "read" ? reads : deletions).add(input);
  return input;
}

/** The body of a write that makes a replica of `source`. */
export function asReplicaOf<Body extends object>(body: Body, source: ObjectRow): Body {
  writes.set(body, source);
  return body;
}

export const isReplicating = (input: object): boolean => reads.has(input) || deletions.has(input);

const sourceOf = (body: unknown): ObjectRow | undefined =>
  typeof body === "object" && body !== null ? writes.get(body) : undefined;

export const isReplica = (body: unknown): boolean => sourceOf(body) !== undefined;

/** Documented: a replica has its source's version id, entity tag and time. */
export function replicaContent(body: unknown, content: ObjectContent): ObjectContent {
  const source = sourceOf(body);
  if (source === undefined) return content;
  const { order, versionId, etag, lastModified } = source;
  return { ...content, etag, lastModified, replicaOf: { order, versionId }, replication: "REPLICA" };
}
