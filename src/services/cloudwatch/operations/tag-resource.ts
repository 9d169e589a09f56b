// TagResource: adds tags to an alarm.
import type { Operation } from "../context.ts";
import { changeTags } from "../tags.ts";

export const tagResource: Operation<"TagResource"> = async (input, call) => {
  const added = Object.fromEntries(input.Tags.map(({ Key, Value }) => [Key, Value]));
  await changeTags(input.ResourceARN, call, (tags) => ({ ...tags, ...added }));
  return {};
};
