// UntagResource: takes tags from a database or crawler.
import type { Operation } from "../context.ts";
import { getTags as tagsOf, requireResource, setTags } from "../store/tags.ts";

export const untagResource: Operation<"UntagResource"> = async ({ ResourceArn, TagsToRemove }, call) => {
  await call.context.keyvalue.transact(async (transaction) => {
    const resource = await requireResource(transaction, call, ResourceArn);
    const left = Object.entries(await tagsOf(transaction, call, resource)).filter(
      ([key]) => !TagsToRemove.includes(key),
    );
    setTags(transaction, call, resource, Object.fromEntries(left));
  });
  return {};
};
