// ListObjects, the first version.
import type { Operation } from "../context.ts";
import { entryOf, listObjectPage, optionalEntry } from "../object-listing.ts";
import { objectOwner, ownerOf } from "../owner.ts";

export const listObjects: Operation<"ListObjects"> = async (input, { context }) => {
  const { bucket, page, encode, echo } = await listObjectPage(context, input, input.Marker);
  const optional = optionalEntry(context, input);
  return {
    ...echo,
    Marker: encode(input.Marker ?? ""),
    // Recorded: only with a delimiter; otherwise the last key is the next marker.
    NextMarker: input.Delimiter && page.nextMarker !== undefined ? encode(page.nextMarker) : undefined,
    Contents: page.items.map(({ name, row }) => ({
      ...entryOf(name, row, encode),
      ...optional(row),
      Owner: ownerOf(objectOwner(bucket, row)),
    })),
  };
};
