// GetPublicAccessBlock: everything is blocked until someone changes it.
import type { Operation } from "../context.ts";
import { noSuchPublicAccessBlock } from "../errors.ts";
import { bucketAccess } from "../store/bucket-access.ts";
import { requireBucket } from "../store/buckets.ts";

export const getPublicAccessBlock: Operation<"GetPublicAccessBlock"> = async (input, { context }) => {
  const { name } = await requireBucket(context.keyvalue, input);
  const { ownPublicAccessBlock } = await bucketAccess(context, name);
  if (ownPublicAccessBlock === undefined) throw noSuchPublicAccessBlock(name);
  return { PublicAccessBlockConfiguration: ownPublicAccessBlock };
};
