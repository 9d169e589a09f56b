// DeleteWorkGroup: a group that holds nothing, or with RecursiveDeleteOption one with all that it holds.
import type { Operation } from "../context.ts";
import { primaryNotDeletable, workGroupNotEmpty } from "../errors.ts";
import { deleteContents, holdsNothing } from "../store/contents.ts";
import { resourceTags, within, workGroups } from "../store/tables.ts";
import { tagsKey } from "../store/tags.ts";
import { readWorkGroup, requireWorkGroup } from "../store/work-groups.ts";
import { PRIMARY } from "../work-group-configuration.ts";

export const deleteWorkGroup: Operation<"DeleteWorkGroup"> = async (input, call) => {
  const { WorkGroup: name, RecursiveDeleteOption: recursive = false } = input;
  const { context } = call;
  if (name === PRIMARY) throw primaryNotDeletable();
  await readWorkGroup(context, call, name);
  if (recursive) await deleteContents(context, call, name);
  await context.keyvalue.transact(async (transaction) => {
    await requireWorkGroup(context, transaction, call, name);
    if (!(await holdsNothing(transaction, call, name))) throw workGroupNotEmpty(name);
    workGroups.delete(transaction, within(call, name));
    resourceTags.delete(transaction, tagsKey(call, name));
  });
  return {};
};
