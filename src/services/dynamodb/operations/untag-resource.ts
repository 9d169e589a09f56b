// UntagResource.
import type { Operation } from "../context.ts";
import { keyOfArn, onArn } from "../tagged-table.ts";

export const untagResource: Operation<"UntagResource"> = async ({ ResourceArn: arn, TagKeys: gone }, call) => {
  const key = keyOfArn(arn, call);
  await onArn(arn, () =>
    call.context.store.change(key, (row) => {
      const tags = Object.fromEntries(Object.entries(row.tags).filter(([name]) => !gone.includes(name)));
      return { row: { ...row, tags } };
    }),
  );
  return {};
};
