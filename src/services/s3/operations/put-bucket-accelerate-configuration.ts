// PutBucketAccelerateConfiguration.
import type { Operation } from "../context.ts";
import { checkWord } from "../configurations/words.ts";
import { invalidRequest } from "../errors.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketAccelerateConfiguration: Operation<"PutBucketAccelerateConfiguration"> = async (
  input,
  { context },
) => {
  const document = input.AccelerateConfiguration;
  checkWord(document.Status, ["Enabled", "Suspended"]);
  if (input.Bucket.includes("."))
    throw invalidRequest("S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
  await putConfiguration(context, input, "accelerate", document);
  return {};
};
