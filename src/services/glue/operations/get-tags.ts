// GetTags: the tags of a database or crawler.
import type { Operation } from "../context.ts";
import { getTags as tagsOf, requireResource } from "../store/tags.ts";

export const getTags: Operation<"GetTags"> = async ({ ResourceArn }, call) => {
  const { keyvalue } = call.context;
  const resource = await requireResource(keyvalue, call, ResourceArn);
  return { Tags: { ...(await tagsOf(keyvalue, call, resource)) } };
};
