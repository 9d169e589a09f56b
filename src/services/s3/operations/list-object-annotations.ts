// ListObjectAnnotations: in the order of their names.
import type { AnnotationEntry } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { quoted } from "../etag.ts";
import { ANNOTATIONS_MAX } from "../limits.ts";
import { pageLimit } from "../max-count.ts";
import { checkKeySize } from "../object-key.ts";
import { annotationsOf } from "../store/annotation-rows.ts";
import { findObject, shownVersionId } from "../store/objects.ts";

export const listObjectAnnotations: Operation<"ListObjectAnnotations"> = async (input, { context }) => {
  const { Bucket, Key, AnnotationPrefix: prefix = "", ContinuationToken: token } = input;
  checkKeySize(Key);
  const limit = pageLimit("max-annotation-results", input.MaxAnnotationResults, ANNOTATIONS_MAX);
  const listing = `s3.ListObjectAnnotations/${Bucket}/${Key}/${prefix}`;
  const after = token === undefined ? undefined : context.paging.open<string>(listing, token);
  if (token !== undefined && after === undefined)
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  const { bucket, row } = await findObject(context.keyvalue, input);
  const found: AnnotationEntry[] = [];
  let isTruncated = false;
  for await (const { name, row: one } of annotationsOf(
    context,
    row,
    after === undefined ? { from: prefix } : { after },
  )) {
    isTruncated = found.length === limit && name.startsWith(prefix);
    if (isTruncated || !name.startsWith(prefix)) break;
    found.push({
      AnnotationName: name,
      LastModified: one.lastModified,
      ETag: quoted(one.etag),
      ChecksumAlgorithm: [one.checksum.algorithm],
      Size: one.sizeBytes,
    });
  }
  const last = found.at(-1)?.AnnotationName;
  return {
    Annotations: found,
    Bucket,
    Key,
    ObjectVersionId: shownVersionId(bucket, row),
    AnnotationPrefix: input.AnnotationPrefix,
    MaxAnnotationResults: limit,
    AnnotationCount: found.length,
    ContinuationToken: token,
    NextContinuationToken: isTruncated && last !== undefined ? context.paging.seal(listing, last) : undefined,
  };
};
