// PutBucketOwnershipControls: ACLs are turned off only while the bucket's own grants nothing beyond its owner.
import { aclAgainstOwnership } from "../acl/errors.ts";
import { grantsOwnerOnly } from "../acl/grants.ts";
import { checkWord } from "../configurations/words.ts";
import type { Operation } from "../context.ts";
import { malformedXml } from "../errors.ts";
import { aclsAreOff, OWNERSHIPS } from "../ownership.ts";
import { changingAccess } from "../store/bucket-access.ts";
import { changeBucket } from "../store/buckets.ts";
import { findConfiguration } from "../store/configurations.ts";

export const putBucketOwnershipControls: Operation<"PutBucketOwnershipControls"> = async (input, { context }) => {
  const [rule, ...others] = input.OwnershipControls.Rules;
  if (rule === undefined || others.length > 0) throw malformedXml();
  const { ObjectOwnership: ownership } = rule;
  checkWord(ownership, OWNERSHIPS);
  const { bucket, document } = await findConfiguration(context.keyvalue, input, "acl");
  // Documented.
  if (aclsAreOff({ ownership }) && document !== undefined && !grantsOwnerOnly(document.grants, bucket.account))
    throw aclAgainstOwnership();
  await changingAccess(context, input.Bucket, () => changeBucket(context, input, (row) => ({ ...row, ownership })));
  return {};
};
