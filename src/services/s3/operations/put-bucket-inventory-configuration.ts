// PutBucketInventoryConfiguration. Recorded: answers 204.
import type { Operation } from "../context.ts";
import { withStatus } from "../../../kit/http-status.ts";
import { checkId } from "../configurations/listed.ts";
import { checkInventory } from "../configurations/inventory.ts";
import { putListedConfiguration } from "../store/configurations.ts";

export const putBucketInventoryConfiguration: Operation<"PutBucketInventoryConfiguration"> = async (
  input,
  { context },
) => {
  const document = input.InventoryConfiguration;
  checkId(input.Id, document.Id);
  checkInventory(document);
  await putListedConfiguration(context, input, "inventory", document);
  return withStatus({}, 204);
};
