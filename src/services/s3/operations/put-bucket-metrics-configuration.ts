// PutBucketMetricsConfiguration. Recorded: answers 204.
import type { MetricsConfiguration } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { withStatus } from "../../../kit/http-status.ts";
import { checkId } from "../configurations/listed.ts";
import { putListedConfiguration } from "../store/configurations.ts";

export const putBucketMetricsConfiguration: Operation<"PutBucketMetricsConfiguration"> = async (input, { context }) => {
  const document = input.MetricsConfiguration;
  checkId(input.Id, document.Id);
  await putListedConfiguration(context, input, "metrics", document as MetricsConfiguration & typeof document);
  return withStatus({}, 204);
};
