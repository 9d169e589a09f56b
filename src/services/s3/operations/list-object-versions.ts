// ListObjectVersions.
import { mixedInto } from "../../../kit/mixed-lists.ts";
import type { Operation } from "../context.ts";
import { nameEncoder } from "../encoding-type.ts";
import { LIST_KEYS_MAX } from "../limits.ts";
import { pageLimit } from "../max-count.ts";
import { checkKeySize } from "../object-key.ts";
import { echoOf, entryOf, optionalEntry } from "../object-listing.ts";
import { objectOwner, ownerOf } from "../owner.ts";
import { requireBucket } from "../store/buckets.ts";
import { isDeleteMarker } from "../store/tables.ts";
import { versionIdOf } from "../store/versions.ts";
import { listVersionPage } from "../version-listing.ts";

export const listObjectVersions: Operation<"ListObjectVersions"> = async (input, { context }) => {
  const { KeyMarker: keyMarker = "", VersionIdMarker: versionIdMarker = "", Prefix: prefix = "" } = input;
  const encode = nameEncoder(input.EncodingType);
  const limit = pageLimit("max-keys", input.MaxKeys, LIST_KEYS_MAX);
  checkKeySize(prefix, keyMarker);
  const bucket = await requireBucket(context.keyvalue, input);
  const { Delimiter: delimiter } = input;
  const request = { bucket: bucket.name, prefix, delimiter, keyMarker, versionIdMarker, limit };
  const page = await listVersionPage(context, request);
  const next = page.nextMarker;
  const last = page.items.at(-1);
  const endsWithVersion = next !== undefined && last?.name === next;
  const optional = optionalEntry(context, input);
  const versions: object[] = [];
  const markers: object[] = [];
  const all = page.items.map(({ name, row: { version, isLatest } }) => {
    const isMarker = isDeleteMarker(version);
    const shown = isMarker
      ? { Key: encode(name), LastModified: version.lastModified }
      : { ...entryOf(name, version, encode), ...optional(version) };
    const Owner = ownerOf(isMarker ? bucket.account : objectOwner(bucket, version));
    const entry = { ...shown, Owner, VersionId: versionIdOf(version), IsLatest: isLatest };
    (isMarker ? markers : versions).push(entry);
    return entry;
  });
  return {
    ...echoOf(input, page, encode, limit),
    KeyMarker: encode(keyMarker),
    VersionIdMarker: versionIdMarker,
    NextKeyMarker: next === undefined ? undefined : encode(next),
    NextVersionIdMarker: endsWithVersion ? versionIdOf(last.row.version) : undefined,
    Versions: mixedInto(versions, all),
    DeleteMarkers: markers,
  };
};
