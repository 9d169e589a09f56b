// ListObjectVersions: no bucket is versioned, so that each object has one version, `null`.
import type { Operation } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { entryOf, listObjectPage } from "../object-listing.ts";
import { ownerOf } from "../owner.ts";

const ONLY_VERSION = "null";

export const listObjectVersions: Operation<"ListObjectVersions"> = async (input, { context }) => {
  const { KeyMarker: keyMarker = "", VersionIdMarker: versionIdMarker = "" } = input;
  if (versionIdMarker !== "" && keyMarker === "")
    throw invalidArgument(
      "A version-id marker cannot be specified without a key marker.",
      "version-id-marker",
      versionIdMarker,
    );
  const { bucket, page, encode, echo } = await listObjectPage(context, input, keyMarker);
  const next = page.nextMarker;
  const endsWithKey = next !== undefined && page.items.at(-1)?.name === next;
  return {
    ...echo,
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionIdMarker,
    NextKeyMarker: next === undefined ? undefined : encode(next),
    NextVersionIdMarker: endsWithKey ? ONLY_VERSION : undefined,
    Versions: page.items.map(({ name, row }) => ({
      ...entryOf(name, row, encode),
      Owner: ownerOf(bucket.account),
      VersionId: ONLY_VERSION,
      IsLatest: true,
    })),
  };
};
