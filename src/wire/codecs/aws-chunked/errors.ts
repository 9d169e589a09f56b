// What S3 answers to a streamed body that is cut, badly framed or not what it was said to be.
import { AwsError } from "../../../kit/errors.ts";

const badRequest = (code: string, message: string, members: Record<string, unknown> = {}): AwsError =>
  new AwsError(code, message, { status: 400, members });

/** The framing is no aws-chunked, or the body is shorter or longer than `x-amz-decoded-content-length`. */
export const bodyTerminated = (): AwsError => badRequest("IncompleteBody", "The request body terminated unexpectedly");

/** A plain body that is shorter than its Content-Length. */
export const bodyTooShort = (): AwsError =>
  badRequest("IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");

/** `chunk` counts from 1 and is the one after the bad one (recorded in versitygw#1683). */
export const chunkTooSmall = (chunk: number, sizeBytes: number): AwsError =>
  badRequest("InvalidChunkSizeError", "Only the last chunk is allowed to have a size less than 8192 bytes", {
    Chunk: String(chunk),
    BadChunkSize: String(sizeBytes),
  });

export const malformedTrailer = (): AwsError =>
  badRequest(
    "MalformedTrailerError",
    "The request contained trailing data that was not well-formed or did not conform to our published schema.",
  );

export const lengthMissing = (): AwsError =>
  new AwsError("MissingContentLength", "You must provide the Content-Length HTTP header.", { status: 411 });
