// PutBucketOwnershipControls.
import type { Operation } from "../context.ts";
import { checkWord } from "../configurations/words.ts";
import { malformedXml } from "../errors.ts";
import { OWNERSHIPS } from "../ownership.ts";
import { changingAccess } from "../store/bucket-access.ts";
import { changeBucket } from "../store/buckets.ts";

export const putBucketOwnershipControls: Operation<"PutBucketOwnershipControls"> = async (input, { context }) => {
  const [rule, ...others] = input.OwnershipControls.Rules;
  if (rule === undefined || others.length > 0) throw malformedXml();
  const { ObjectOwnership: ownership } = rule;
  checkWord(ownership, OWNERSHIPS);
  await changingAccess(context, input.Bucket, () => changeBucket(context, input, (row) => ({ ...row, ownership })));
  return {};
};
