// TagResource.
import type { Operation } from "../context.ts";
import { addTags } from "../tags.ts";
import { keyOfArn, onArn } from "../tagged-table.ts";

export const tagResource: Operation<"TagResource"> = async ({ ResourceArn: arn, Tags: added }, call) => {
  const key = keyOfArn(arn, call);
  await onArn(arn, () =>
    call.context.store.change(key, (row) => ({ row: { ...row, tags: addTags(row.tags, added) } })),
  );
  return {};
};
