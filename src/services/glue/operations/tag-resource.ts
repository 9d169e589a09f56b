// TagResource: adds tags to a database or crawler, replacing those of the same keys.
import type { Operation } from "../context.ts";
import { getTags as tagsOf, requireResource, setTags } from "../store/tags.ts";

export const tagResource: Operation<"TagResource"> = async ({ ResourceArn, TagsToAdd }, call) => {
  await call.context.keyvalue.transact(async (transaction) => {
    const resource = await requireResource(transaction, call, ResourceArn);
    setTags(transaction, call, resource, { ...(await tagsOf(transaction, call, resource)), ...TagsToAdd });
  });
  return {};
};
