// DeleteSubnet.
import type { Operation } from "../context.ts";
import { change, remove, require } from "../store/resources.ts";

export const deleteSubnet: Operation<"DeleteSubnet"> = async ({ SubnetId }, { context, account, region }) => {
  const place = { account, region };
  await change(context, place, async (transaction) => {
    await require(transaction, "subnet", place, SubnetId);
    remove(transaction, "subnet", place, SubnetId);
  });
  return {};
};
