// PutPublicAccessBlock: what is not named is off.
import type { Input, Operation } from "../context.ts";
import { missingRequestBody } from "../errors.ts";
import { putPublicAccessBlock as put } from "../store/bucket-policies.ts";

export const putPublicAccessBlock: Operation<"PutPublicAccessBlock"> = async (input, { context }) => {
  const configuration: Input<"PutPublicAccessBlock">["PublicAccessBlockConfiguration"] | undefined =
    input.PublicAccessBlockConfiguration; // of an empty body
  if (configuration === undefined) throw missingRequestBody();
  const { BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets } = configuration;
  await put(context, input, {
    BlockPublicAcls: BlockPublicAcls === true,
    IgnorePublicAcls: IgnorePublicAcls === true,
    BlockPublicPolicy: BlockPublicPolicy === true,
    RestrictPublicBuckets: RestrictPublicBuckets === true,
  });
  return {};
};
