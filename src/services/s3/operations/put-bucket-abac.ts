// PutBucketAbac: from now on the bucket's tags count in policies, as aws:ResourceTag and s3:BucketTag, or no longer.
import { checkWord } from "../configurations/words.ts";
import type { Operation } from "../context.ts";
import { changingAccess } from "../store/bucket-access.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketAbac: Operation<"PutBucketAbac"> = async (input, { context }) => {
  const { Status } = input.AbacStatus;
  checkWord(Status, ["Enabled", "Disabled"]);
  await changingAccess(context, input.Bucket, () => putConfiguration(context, input, "abac", { Status }));
  return {};
};
