// The name and the payload of an annotation, as S3 takes them. Documented.
import { isUtf8 } from "node:buffer";
import type { Readable } from "node:stream";
import { ANNOTATION_NAME_MAX_BYTES, ANNOTATION_SIZE_MAX_BYTES } from "../limits.ts";
import { annotationNameTooLong, annotationSize, invalidAnnotationName, notText } from "./errors.ts";

const RESERVED = /^(?:aws|s3)/i;

/** The wire lets it be missing, whatever the model says. Errors: AnnotationNameTooLong, InvalidAnnotationName. */
export function checkName(name: string | undefined): void {
  if (name === undefined) throw invalidAnnotationName();
  if (Buffer.byteLength(name) > ANNOTATION_NAME_MAX_BYTES) throw annotationNameTooLong();
  if (name === "" || RESERVED.test(name)) throw invalidAnnotationName();
}

/** Errors: InvalidRequest, UnsupportedMediaType; those of the body. */
export async function readPayload(body: Readable): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    if (sizeBytes > ANNOTATION_SIZE_MAX_BYTES) throw annotationSize();
    chunks.push(chunk);
  }
  if (sizeBytes === 0) throw annotationSize();
  const payload = Buffer.concat(chunks);
  if (!isUtf8(payload)) throw notText();
  return payload;
}
