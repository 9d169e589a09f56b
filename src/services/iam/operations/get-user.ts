// GetUser: a user, or without a name the one who calls.
import { partitionOf } from "../../../kit/arn.ts";
import type { Operation } from "../context.ts";
import { userNamed } from "../kinds.ts";
import { userView } from "../views.ts";

export const getUser: Operation<"GetUser"> = async ({ UserName }, call) => {
  const { account, caller, region, context } = call;
  if (UserName === undefined && caller.kind === "root") {
    const CreateDate = new Date(await context.store.accountSinceMs(account));
    const Arn = `arn:${partitionOf(region)}:iam::${account}:root`;
    return { User: { UserId: account, Arn, CreateDate, UserName: undefined, Path: undefined } };
  }
  return { User: userView(account, await userNamed(context.store.reads, call, UserName)) };
};
