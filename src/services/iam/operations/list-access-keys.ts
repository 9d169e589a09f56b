// ListAccessKeys: a user's keys without their secrets.
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { pageOfList } from "../paging.ts";
import { accessKeysOf } from "../store/access-keys.ts";

export const listAccessKeys: Operation<"ListAccessKeys"> = async (input, call) => {
  const { account, context } = call;
  const user = await userNamed(context.store.reads, call, input.UserName);
  const keys = await accessKeysOf(context.store.reads, account, user);
  const { items, rest } = await pageOfList(call, `ListAccessKeys/${user.id}`, input, keys);
  const AccessKeyMetadata = items.map(({ id, row }) => ({
    UserName: user.name,
    AccessKeyId: id,
    Status: row.status,
    CreateDate: new Date(row.createdMs),
  }));
  return { AccessKeyMetadata, ...rest };
};
