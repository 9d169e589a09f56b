// PutPublicAccessBlock of an account: S3 applies it to all its buckets and access points, beside their own.
import type { Operation } from "../context.ts";
import { nothingConfigured } from "../errors.ts";
import { accountOf } from "../named.ts";
import { blockOf } from "../public-access-block.ts";
import { putBlock } from "../store.ts";

export const putPublicAccessBlock: Operation<"PutPublicAccessBlock"> = async (input, call) => {
  const configuration = input.PublicAccessBlockConfiguration;
  if (Object.values(configuration).every((value) => value === undefined)) throw nothingConfigured();
  await putBlock(call.context, accountOf(input, call), blockOf(configuration));
  return {};
};
