// TagResource: of access points.
import { taggedPoint } from "../access.ts";
import type { Operation } from "../context.ts";
import { changeAccessPoint } from "../store.ts";
import { checkTags, withTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async ({ ResourceArn, Tags }, { context }) => {
  const tags = checkTags(Tags);
  await changeAccessPoint(context, taggedPoint(ResourceArn), (row) => ({ ...row, tags: withTags(row.tags, tags) }));
  return {};
};
