// PutBucketWebsite.
import type { Operation } from "../context.ts";
import { putConfiguration } from "../store/configurations.ts";
import { checkWebsite } from "../website/configuration.ts";

export const putBucketWebsite: Operation<"PutBucketWebsite"> = async (input, { context }) => {
  checkWebsite(input.WebsiteConfiguration);
  await putConfiguration(context, input, "website", input.WebsiteConfiguration);
  return {};
};
