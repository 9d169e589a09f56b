// PutBucketRequestPayment.
import type { Operation } from "../context.ts";
import { checkWord } from "../configurations/words.ts";
import { changingAccess } from "../store/bucket-access.ts";
import { putConfiguration } from "../store/configurations.ts";

export const putBucketRequestPayment: Operation<"PutBucketRequestPayment"> = async (input, { context }) => {
  const document = input.RequestPaymentConfiguration;
  checkWord(document.Payer, ["Requester", "BucketOwner"]);
  await changingAccess(context, input.Bucket, () => putConfiguration(context, input, "request-payment", document));
  return {};
};
