// PutPublicAccessBlock: what is not named is off.
import type { Operation } from "../context.ts";
import { putPublicAccessBlock as put } from "../store/bucket-policies.ts";

export const putPublicAccessBlock: Operation<"PutPublicAccessBlock"> = async (input, { context }) => {
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } =
    input.PublicAccessBlockConfiguration;
  await put(context, input, {
    BlockPublicAcls: BlockPublicAcls === true,
    IgnorePublicAcls: IgnorePublicAcls === true,
    BlockPublicPolicy: BlockPublicPolicy === true,
    RestrictPublicBuckets: RestrictPublicBuckets === true,
  });
  return {};
};
