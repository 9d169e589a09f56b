// GetAccountSettings: the account's limits, and how much of them is used.
import type { Operation } from "../context.ts";
import {
  ACCOUNT_CODE_SIZE_MAX_BYTES,
  ACCOUNT_CONCURRENCY,
  UNZIPPED_MAX_BYTES,
  ZIP_UPLOADED_MAX_BYTES,
} from "../limits.ts";

export const getAccountSettings: Operation<"GetAccountSettings"> = async (_, { account, region, context }) => {
  let count = 0;
  let codeSize = 0;
  let reserved = 0;
  for await (const entry of context.store.list({ account, region })) {
    count += 1;
    codeSize += entry.latest.settings.code.sizeBytes;
    for await (const [, version] of context.store.versionsOf(entry)) codeSize += version.settings.code.sizeBytes;
    reserved += entry.reservedConcurrency ?? 0;
  }
  return {
    AccountLimit: {
      TotalCodeSize: ACCOUNT_CODE_SIZE_MAX_BYTES,
      CodeSizeUnzipped: UNZIPPED_MAX_BYTES,
      CodeSizeZipped: ZIP_UPLOADED_MAX_BYTES,
      ConcurrentExecutions: ACCOUNT_CONCURRENCY,
      UnreservedConcurrentExecutions: ACCOUNT_CONCURRENCY - reserved,
    },
    AccountUsage: { TotalCodeSize: codeSize, FunctionCount: count },
  };
};
