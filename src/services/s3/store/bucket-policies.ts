// Bucket policies and the blocks of public access in the key-value engine.
import type { PublicAccessBlock } from "../../../kit/access-points.ts";
import type { S3Context } from "../context.ts";
import { changingAccess } from "./bucket-access.ts";
import { type BucketAddress, requireBucket } from "./buckets.ts";
import { bucketPolicies, type BucketPolicyRow, publicAccessBlocks } from "./tables.ts";

/** `row` undefined: the bucket has none any more. Errors: NoSuchBucket. */
export function putPolicy(context: S3Context, address: BucketAddress, row: BucketPolicyRow | undefined): Promise<void> {
  return changingAccess(context, address.Bucket, () =>
    context.keyvalue.transact(async (transaction) => {
      const { name } = await requireBucket(transaction, address);
      if (row === undefined) bucketPolicies.delete(transaction, [name]);
      else bucketPolicies.put(transaction, [name], row);
    }),
  );
}

/** `configuration` undefined: it was deleted. Errors: NoSuchBucket. */
export function putPublicAccessBlock(
  context: S3Context,
  address: BucketAddress,
  configuration: PublicAccessBlock | undefined,
): Promise<void> {
  return changingAccess(context, address.Bucket, () =>
    context.keyvalue.transact(async (transaction) => {
      const { name } = await requireBucket(transaction, address);
      publicAccessBlocks.put(transaction, [name], { configuration });
    }),
  );
}
