// ListBucketMetricsConfigurations.
import type { Operation } from "../context.ts";
import { configurationPage } from "../configurations/listed.ts";

export const listBucketMetricsConfigurations: Operation<"ListBucketMetricsConfigurations"> = async (
  input,
  { context },
) => {
  const { documents, paging } = await configurationPage(context, input, "metrics");
  return { MetricsConfigurationList: documents, ...paging };
};
