// CreateTags: on any of the resources that are here.
import type { Operation } from "../context.ts";
import { kindOf } from "../ids.ts";
import { change, put, require } from "../store/resources.ts";
import { tagsOf, withTags } from "../tags.ts";

export const createTags: Operation<"CreateTags"> = async (input, { context, account, region }) => {
  const { Resources: ids, Tags } = input;
  const tags = tagsOf(Tags);
  const place = { account, region };
  await change(context, place, async (transaction) => {
    for (const id of ids) {
      const kind = kindOf(id);
      const row = await require(transaction, kind, place, id);
      put(transaction, kind, place, id, { ...row, tags: withTags(row.tags, tags) });
    }
  });
  return {};
};
