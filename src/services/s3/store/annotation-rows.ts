// The rows of annotations: they belong to a version's content, and go with it.
import type { BlobId } from "../../../engines/blobs/blobs.ts";
import type { Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { S3Context } from "../context.ts";
import type { Named } from "../listing.ts";
import { type Checksum, contentId, type ObjectRow } from "./tables.ts";

export interface AnnotationRow {
  readonly blobId: BlobId;
  readonly sizeBytes: number;
  /** Without quotes. */
  readonly etag: string;
  readonly lastModified: Date;
  readonly checksum: Checksum;
  /** Of encrypted ones: what its keys are derived with; base64. */
  readonly salt: string | undefined;
}

const first = { version: 1, upgrades: {} } as const;

/** [content id, name] */
export const annotations = table<AnnotationRow>({ name: "s3.annotations", ...first });
/** [content id]: content that is gone, whose annotations are to go. */
export const abandoned = table<Record<string, never>>({ name: "s3.abandoned-annotations", ...first });

/** In the order of their names, after `after`. */
export async function* annotationsOf(
  { keyvalue }: S3Context,
  of: ObjectRow,
  start: { readonly from: string } | { readonly after: string } = { from: "" },
): AsyncIterable<Named<AnnotationRow>> {
  const content = contentId(of);
  const range = "from" in start ? { from: [content, start.from] } : { after: [content, start.after] };
  for await (const { key, row } of annotations.scan(keyvalue, { prefix: [content], ...range }))
    yield { name: String(key[1]), row };
}

/** In the transaction that puts the content: those of a copy. */
export function putAnnotations(
  transaction: Transaction,
  content: BlobId,
  copied: readonly Named<AnnotationRow>[],
): void {
  for (const { name, row } of copied) annotations.put(transaction, [content, name], row);
}

/** In the transaction that lets the content go. */
export const abandonAnnotations = (transaction: Transaction, content: BlobId): void =>
  abandoned.put(transaction, [content], {});

/** The blobs that annotations name. */
export async function* annotationBlobs({ keyvalue }: S3Context): AsyncIterable<BlobId> {
  for await (const { row } of annotations.scan(keyvalue)) yield row.blobId;
}
