// GetCallerIdentity: who the request is signed by.
import type { Operation } from "../context.ts";

export const getCallerIdentity: Operation<"GetCallerIdentity"> = async (_, { caller }) => ({
  UserId: caller.userId,
  Account: caller.account,
  Arn: caller.arn,
});
