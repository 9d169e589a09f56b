// GetObjectAnnotation.
import { keysOfObject, readAnnotation } from "../annotations/sealing.ts";
import type { Operation } from "../context.ts";
import { quoted } from "../etag.ts";
import { checksumAnswer } from "../object-answer.ts";
import { checkKeySize } from "../object-key.ts";
import { requireAnnotation } from "../store/annotations.ts";
import { findObject, shownVersionId } from "../store/objects.ts";

export const getObjectAnnotation: Operation<"GetObjectAnnotation"> = async (input, call) => {
  checkKeySize(input.Key);
  const { bucket, row } = await findObject(call.context.keyvalue, input);
  const annotation = await requireAnnotation(call.context, row, input.AnnotationName);
  const AnnotationPayload = await readAnnotation(annotation, row, await keysOfObject(input, row, call), call);
  return {
    AnnotationPayload,
    ObjectVersionId: shownVersionId(bucket, row),
    LastModified: annotation.lastModified,
    ContentLength: annotation.sizeBytes,
    ETag: quoted(annotation.etag),
    ...(input.ChecksumMode?.toUpperCase() === "ENABLED" && checksumAnswer(annotation.checksum)),
    ServerSideEncryption: row.encryption?.kind as "AES256" | undefined,
  };
};
