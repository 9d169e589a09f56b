// GetObjectAttributes.
import type { GetObjectAttributesParts } from "@aws-sdk/client-s3";
import { checksumMember } from "../checksum/algorithms.ts";
import type { Input, Operation, S3Context } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { ATTRIBUTES_PARTS_MAX, PART_NUMBER_MAX } from "../limits.ts";
import { pageLimit } from "../max-count.ts";
import { checksumAnswer } from "../object-answer.ts";
import { checkKeySize } from "../object-key.ts";
import { findObject, partsOf, shownVersionId } from "../store/objects.ts";
import type { ObjectRow } from "../store/tables.ts";
import { refuseUnsupported } from "../unsupported.ts";

const ATTRIBUTES = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

export const getObjectAttributes: Operation<"GetObjectAttributes"> = async (input, { context }) => {
  checkKeySize(input.Key);
  refuseUnsupported(input);
  const asked = new Set<string>((input.ObjectAttributes ?? []).map((attribute) => attribute.trim()));
  if (asked.size === 0 || [...asked].some((attribute) => !ATTRIBUTES.includes(attribute)))
    throw invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes");
  const { bucket, row } = await findObject(context.keyvalue, input);
  return {
    LastModified: row.lastModified,
    VersionId: shownVersionId(bucket, row),
    ETag: asked.has("ETag") ? row.etag : undefined,
    // Recorded: here the number of parts does not follow a composite checksum.
    Checksum: asked.has("Checksum")
      ? checksumAnswer({ ...row.checksum, value: row.checksum.value.replace(/-\d+$/, "") })
      : undefined,
    ObjectParts: asked.has("ObjectParts") ? await partsPage(context, input, row) : undefined,
    StorageClass: asked.has("StorageClass") ? (row.storageClass as "STANDARD") : undefined,
    ObjectSize: asked.has("ObjectSize") ? row.sizeBytes : undefined,
  };
};

/** Recorded: the parts themselves are shown for composite checksums only. */
async function partsPage(
  context: S3Context,
  input: Input<"GetObjectAttributes">,
  row: ObjectRow,
): Promise<GetObjectAttributesParts | undefined> {
  if (row.partsCount === undefined) return undefined;
  if (row.checksum.type !== "COMPOSITE") return { TotalPartsCount: row.partsCount };
  const limit = pageLimit("max-parts", input.MaxParts, ATTRIBUTES_PARTS_MAX);
  const marker = Math.min(Number(input.PartNumberMarker ?? 0) || 0, PART_NUMBER_MAX);
  const rest = (await partsOf(context, row)).filter((part) => part.partNumber > marker);
  const page = rest.slice(0, limit);
  return {
    TotalPartsCount: row.partsCount,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(page.at(-1)?.partNumber ?? 0),
    MaxParts: limit,
    IsTruncated: rest.length > page.length,
    Parts: page.map((part) => ({
      PartNumber: part.partNumber,
      Size: part.sizeBytes,
      [checksumMember(row.checksum.algorithm)]: part.checksum,
    })),
  };
}
