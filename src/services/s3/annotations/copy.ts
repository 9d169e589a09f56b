// The annotations of an object that is copied: they come along unless they are excluded. Documented.
import { storeBody } from "../body.ts";
import type { S3Call } from "../context.ts";
import type { NewEncryption } from "../encryption/data-keys.ts";
import type { FrameKeys } from "../encryption/frames.ts";
import { invalidArgument } from "../errors.ts";
import { type AnnotationRow, annotationsOf } from "../store/annotation-rows.ts";
import type { Named } from "../listing.ts";
import type { ObjectRow } from "../store/tables.ts";
import { newAnnotationKeys, readAnnotation } from "./sealing.ts";

interface Source {
  readonly row: ObjectRow;
  readonly keys: FrameKeys | undefined;
}

interface Directed {
  readonly AnnotationDirective?: string | undefined;
}

/** Whether the request takes the annotations along. Errors: InvalidArgument. */
export function copiesAnnotations({ AnnotationDirective: directive = "COPY" }: Directed): boolean {
  if (directive === "COPY" || directive === "EXCLUDE") return directive === "COPY";
  throw invalidArgument("Unknown annotation directive.", "x-amz-object-annotation-directive", directive);
}

/** The annotations under keys of the copy, stored but named by no row yet. Errors: those of the engine. */
export async function copyAnnotations(
  { row, keys }: Source,
  encrypted: NewEncryption | undefined,
  call: S3Call,
): Promise<readonly Named<AnnotationRow>[]> {
  const copied: Named<AnnotationRow>[] = [];
  for await (const { name, row: annotation } of annotationsOf(call.context, row)) {
    const { keys: ownKeys, salt } = newAnnotationKeys(encrypted?.keys);
    const { blob } = await storeBody(call.context, await readAnnotation(annotation, row, keys, call), {
      contentMd5: undefined,
      contentLength: annotation.sizeBytes,
      checksum: undefined,
      algorithms: [],
      keys: ownKeys,
      randomEtag: true,
    });
    copied.push({ name, row: { ...annotation, blobId: blob.id, salt } });
  }
  return copied;
}
