// ListBucketAnalyticsConfigurations.
import type { Operation } from "../context.ts";
import { configurationPage } from "../configurations/listed.ts";

export const listBucketAnalyticsConfigurations: Operation<"ListBucketAnalyticsConfigurations"> = async (
  input,
  { context },
) => {
  const { documents, paging } = await configurationPage(context, input, "analytics");
  return { AnalyticsConfigurationList: documents, ...paging };
};
