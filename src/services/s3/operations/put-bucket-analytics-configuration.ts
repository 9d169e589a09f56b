// PutBucketAnalyticsConfiguration. Recorded: answers 204.
import type { AnalyticsConfiguration } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { withStatus } from "../../../kit/http-status.ts";
import { checkAnalytics } from "../configurations/analytics.ts";
import { checkId } from "../configurations/listed.ts";
import { putListedConfiguration } from "../store/configurations.ts";

export const putBucketAnalyticsConfiguration: Operation<"PutBucketAnalyticsConfiguration"> = async (
  input,
  { context },
) => {
  const document = input.AnalyticsConfiguration as AnalyticsConfiguration & typeof input.AnalyticsConfiguration;
  checkId(input.Id, document.Id);
  checkAnalytics(document);
  await putListedConfiguration(context, input, "analytics", document);
  context.analyses.put(input.Bucket, document);
  return withStatus({}, 204);
};
