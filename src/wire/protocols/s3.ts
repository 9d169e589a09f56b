// Where S3 leaves its own protocol.
import { createHash } from "node:crypto";
import type { AwsError } from "../../kit/errors.ts";
import { bindingsOf } from "../codecs/bindings.ts";
import { escapeText } from "../codecs/xml-text.ts";
import { corsNotEnabled, methodNotAllowed, notAForm, originMissing, preflightMethodMissing } from "../errors.ts";
import type { RequestHead } from "../http.ts";
import type { Routed } from "../router.ts";
import type { WireOperation, WireService } from "../wire.ts";

export const isS3 = (service: WireService): boolean => service.name === "s3";

/** `x-amz-id-2`, the host's id: opaque, the same for the same request. */
export const extendedRequestId = (requestId: string): string => createHash("sha384").update(requestId).digest("base64");

/** Clients read an empty 200 of these as a failure. Recorded: SDK for JavaScript v3. */
export const alwaysHasRoot = ({ name, service }: WireOperation): boolean =>
  isS3(service) && (name === "CopyObject" || name === "UploadPartCopy");

const BUCKET_PATH = /^\/[^/]+\/?$/;

/** A request that no operation of the model is for. A POST to a bucket is a form upload's, and OPTIONS are browsers'. */
export function unrouted(service: WireService, { method, path, query, headers }: RequestHead): AwsError {
  if (!isS3(service)) return methodNotAllowed();
  if (method === "POST" && query === "" && BUCKET_PATH.test(path)) return notAForm();
  if (method !== "OPTIONS") return methodNotAllowed();
  if (headers["origin"] === undefined) return originMissing();
  if (headers["access-control-request-method"] === undefined) return preflightMethodMissing();
  return corsNotEnabled(headers["access-control-request-method"], BUCKET_PATH.test(path) ? "BUCKET" : "OBJECT");
}

/** `max-parts=` is as if it were not there. Recorded. */
export function withoutEmptyNumbers(routed: Routed): Routed {
  if (!isS3(routed.operation.service)) return routed;
  const query = new Map(routed.query);
  for (const { as = "", target } of bindingsOf(routed.operation.input, "input").query)
    if (target.kind === "integer" && query.get(as)?.[0] === "") query.delete(as);
  return { ...routed, query };
}

/** Recorded: 204, where the model says 200. */
export const isEmptyAnswer = ({ name, service }: WireOperation): boolean =>
  isS3(service)
    ? name === "PutBucketPolicy" || name === "PutBucketTagging"
    : service.name === "s3-control" && (name === "DeletePublicAccessBlock" || name.startsWith("DeleteAccessPoint"));

/** A part of an object is answered 206; the model says 200 for every outcome. */
export const isPartialContent = ({ service }: WireOperation, output: object): boolean =>
  isS3(service) && "ContentRange" in output && output.ContentRange !== undefined;

/** GetBucketLocation's output has no element around its one member: `<LocationConstraint>eu-west-1</LocationConstraint>`. */
export function unwrappedOutput(
  { name, service }: WireOperation,
  value: object,
  attributes: string,
): string | undefined {
  if (name !== "GetBucketLocation" || !isS3(service)) return undefined;
  const location = (value as { LocationConstraint?: string }).LocationConstraint ?? "";
  return `<LocationConstraint${attributes}>${escapeText(location)}</LocationConstraint>`;
}
