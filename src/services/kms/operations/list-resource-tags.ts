// ListResourceTags: the tags of a key, in pages.
import type { Operation } from "../context.ts";
import { findKeyById } from "../find-key.ts";
import { LIST_TAGS_DEFAULT, LIST_TAGS_MAX } from "../limits.ts";
import { pageOf } from "../markers.ts";
import { listedTag } from "../tags.ts";

export const listResourceTags: Operation<"ListResourceTags"> = async (input, call) => {
  const { tags, arn } = await findKeyById(input.KeyId, call);
  const bounds = { listing: `kms.ListResourceTags/${arn}`, defaultSize: LIST_TAGS_DEFAULT, max: LIST_TAGS_MAX };
  const { items, ...rest } = await pageOf(input, bounds, call, tags);
  return { Tags: items.map(listedTag), ...rest };
};
