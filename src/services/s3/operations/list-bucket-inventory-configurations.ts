// ListBucketInventoryConfigurations.
import type { Operation } from "../context.ts";
import { configurationPage } from "../configurations/listed.ts";

export const listBucketInventoryConfigurations: Operation<"ListBucketInventoryConfigurations"> = async (
  input,
  { context },
) => {
  const { documents, paging } = await configurationPage(context, input, "inventory");
  return { InventoryConfigurationList: documents, ...paging };
};
