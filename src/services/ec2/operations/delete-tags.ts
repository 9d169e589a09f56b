// DeleteTags: by key, where a value is named only when it is that one; all of them when none is named. Documented.
import type { Operation } from "../context.ts";
import { kindOf } from "../ids.ts";
import { change, put, require } from "../store/resources.ts";

export const deleteTags: Operation<"DeleteTags"> = async (input, { context, account, region }) => {
  const { Resources: ids, Tags } = input;
  const place = { account, region };
  const isGone = (key: string, value: string): boolean =>
    Tags === undefined || Tags.some(({ Key, Value }) => Key === key && (Value === undefined || Value === value));
  await change(context, place, async (transaction) => {
    for (const id of ids) {
      const kind = kindOf(id);
      const row = await require(transaction, kind, place, id);
      const tags = Object.fromEntries(Object.entries(row.tags).filter(([key, value]) => !isGone(key, value)));
      put(transaction, kind, place, id, { ...row, tags });
    }
  });
  return {};
};
