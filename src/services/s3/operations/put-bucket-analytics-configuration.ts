// PutBucketAnalyticsConfiguration. Recorded: answers 204.
import type { AnalyticsConfiguration } from "@aws-sdk/client-s3";
import type { Operation } from "../context.ts";
import { withStatus } from "../../../kit/http-status.ts";
import { checkId } from "../configurations/listed.ts";
import { checkWord } from "../configurations/words.ts";
import { putListedConfiguration } from "../store/configurations.ts";

export const putBucketAnalyticsConfiguration: Operation<"PutBucketAnalyticsConfiguration"> = async (
  input,
  { context },
) => {
  const document = input.AnalyticsConfiguration;
  checkId(input.Id, document.Id);
  const { DataExport } = document.StorageClassAnalysis;
  if (DataExport !== undefined) {
    checkWord(DataExport.OutputSchemaVersion, ["V_1"]);
    checkWord(DataExport.Destination.S3BucketDestination.Format, ["CSV"]);
  }
  await putListedConfiguration(context, input, "analytics", document as AnalyticsConfiguration & typeof document);
  return withStatus({}, 204);
};
