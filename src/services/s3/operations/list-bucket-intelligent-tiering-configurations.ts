// ListBucketIntelligentTieringConfigurations.
import type { Operation } from "../context.ts";
import { configurationPage } from "../configurations/listed.ts";

export const listBucketIntelligentTieringConfigurations: Operation<
  "ListBucketIntelligentTieringConfigurations"
> = async (input, { context }) => {
  const { documents, paging } = await configurationPage(context, input, "tiering");
  return { IntelligentTieringConfigurationList: documents, ...paging };
};
