// Errors of annotations. The codes are documented; the sentences too, where the reference describes the error.
import type { AwsError } from "../../../kit/errors.ts";
import { error, invalidRequest } from "../errors.ts";

export const noSuchAnnotation = (name: string): AwsError =>
  error(404, "NoSuchAnnotation", "The specified annotation does not exist on this object.", { AnnotationName: name });

export const tooManyAnnotations = (): AwsError =>
  error(
    400,
    "AnnotationLimitExceeded",
    "The request would exceed the maximum number of annotations allowed per object.",
  );

export const annotationNameTooLong = (): AwsError =>
  error(400, "AnnotationNameTooLong", "The annotation name exceeds 512 bytes.");

export const invalidAnnotationName = (): AwsError =>
  error(400, "InvalidAnnotationName", "The annotation name you provided is invalid.");

/** Inferred, as the next two: only what is refused is documented. */
export const annotationOfCustomerKey = (): AwsError =>
  invalidRequest("Annotations are not supported for objects encrypted with SSE-C.");

export const annotationSize = (): AwsError =>
  invalidRequest("The annotation payload must be between 1 byte and 1 MiB.");

export const notText = (): AwsError =>
  error(415, "UnsupportedMediaType", "The annotation payload must be valid UTF-8 encoded text.");
