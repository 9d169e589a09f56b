// What the bucket's policy and its block of public access need.
import type { AccessNeed, AccessTable } from "../../../kit/access.ts";
import type { S3Context, Sdk } from "../context.ts";
import { onBucket, type S3Call } from "./needs.ts";

interface OfBucket {
  readonly Bucket: string;
}

const bucket =
  (action: string) =>
  (input: OfBucket, call: S3Call): Promise<AccessNeed> =>
    onBucket(action, input, call);

/** Documented: no policy, whatever it denies, keeps the root of the bucket's account from reading and changing it. */
const policy =
  (action: string) =>
  async (input: OfBucket, call: S3Call): Promise<AccessNeed> => {
    const { resourcePolicy, ...need } = await onBucket(action, input, call);
    const { kind, account } = call.caller;
    return kind === "root" && account === need.resourceAccount ? need : { ...need, resourcePolicy };
  };

export const policyAccess: AccessTable<Sdk, S3Context> = {
  DeleteBucketPolicy: policy("DeleteBucketPolicy"),
  // Documented: there is no action of its own.
  DeletePublicAccessBlock: bucket("PutBucketPublicAccessBlock"),
  GetBucketPolicy: policy("GetBucketPolicy"),
  GetBucketPolicyStatus: bucket("GetBucketPolicyStatus"),
  GetPublicAccessBlock: bucket("GetBucketPublicAccessBlock"),
  PutBucketPolicy: policy("PutBucketPolicy"),
  PutPublicAccessBlock: bucket("PutBucketPublicAccessBlock"),
};
