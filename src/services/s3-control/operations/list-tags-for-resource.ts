// ListTagsForResource: of access points.
import { taggedPoint } from "../access.ts";
import type { Operation } from "../context.ts";
import { requireAccessPoint } from "../store.ts";

export const listTagsForResource: Operation<"ListTagsForResource"> = async ({ ResourceArn }, { context }) => {
  const { tags } = await requireAccessPoint(context.keyvalue, taggedPoint(ResourceArn));
  return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
};
