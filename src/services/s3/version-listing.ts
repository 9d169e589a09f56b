// One page of ListObjectVersions: the versions of every key, newest first, rolled up by delimiter as objects are.
import type { S3Context } from "./context.ts";
import { invalidArgument, invalidVersionId } from "./errors.ts";
import { listPage, type ListingPage, singly } from "./listing.ts";
import { nullVersionOrder, type ListedVersion, scanVersions } from "./store/versions.ts";
import { isVersionId, NULL_VERSION, orderOf } from "./version-id.ts";

export interface VersionPageRequest {
  readonly bucket: string;
  readonly prefix: string;
  readonly delimiter: string | undefined;
  readonly keyMarker: string;
  /** Empty: all versions of the marked key are behind. */
  readonly versionIdMarker: string;
  readonly limit: number;
}

/** Errors: InvalidArgument. Recorded. */
export async function listVersionPage(
  context: S3Context,
  request: VersionPageRequest,
): Promise<ListingPage<ListedVersion>> {
  const { bucket, keyMarker, limit } = request;
  const order = await markedOrder(context, request);
  return listPage<ListedVersion>({
    prefix: request.prefix,
    delimiter: request.delimiter,
    marker: keyMarker,
    limit,
    scan: (start, count) => {
      const isMarked = order !== undefined && "after" in start && start.after === keyMarker;
      return singly(scanVersions(context, bucket, isMarked ? { after: keyMarker, order } : start, count));
    },
  });
}

async function markedOrder(context: S3Context, request: VersionPageRequest): Promise<string | undefined> {
  const { bucket, keyMarker, versionIdMarker } = request;
  if (versionIdMarker === "") return undefined;
  if (keyMarker === "")
    throw invalidArgument(
      "A version-id marker cannot be specified without a key marker.",
      "version-id-marker",
      versionIdMarker,
    );
  if (!isVersionId(versionIdMarker)) throw invalidVersionId(versionIdMarker);
  return versionIdMarker === NULL_VERSION
    ? nullVersionOrder(context.keyvalue, [bucket, keyMarker])
    : orderOf(versionIdMarker);
}
