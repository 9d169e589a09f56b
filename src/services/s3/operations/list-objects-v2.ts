// ListObjectsV2.
import type { Operation } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { entryOf, listObjectPage, optionalEntry } from "../object-listing.ts";
import { objectOwner, ownerOf } from "../owner.ts";
import type { ListedObject } from "../store/objects.ts";

export const listObjectsV2: Operation<"ListObjectsV2"> = async (input, { context }) => {
  const { ContinuationToken: token, StartAfter: startAfter } = input;
  const listing = `s3.ListObjectsV2/${input.Bucket}`;
  const position = token === undefined ? undefined : context.paging.open<string>(listing, token);
  if (token !== undefined && position === undefined)
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token");
  const { bucket, page, encode, echo } = await listObjectPage(context, input, position ?? startAfter);
  const owner = (row: ListedObject): object =>
    input.FetchOwner === true ? { Owner: ownerOf(objectOwner(bucket, row)) } : {};
  const optional = optionalEntry(context, input);
  return {
    ...echo,
    KeyCount: page.items.length + page.commonPrefixes.length,
    ContinuationToken: token,
    NextContinuationToken: page.nextMarker === undefined ? undefined : context.paging.seal(listing, page.nextMarker),
    // Recorded: a continuation token supersedes it.
    StartAfter: startAfter === undefined || token !== undefined ? undefined : encode(startAfter),
    Contents: page.items.map(({ name, row }) => ({ ...entryOf(name, row, encode), ...optional(row), ...owner(row) })),
  };
};
