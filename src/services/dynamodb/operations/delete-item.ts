// DeleteItem.
import { answered, itemBytes } from "../attribute-value.ts";
import { consumedCapacity, writeUnits } from "../capacity.ts";
import type { Operation } from "../context.ts";
import { returnValuesUnsupported } from "../errors.ts";
import { carryOut, deletePlan } from "../item-plan.ts";
import { tableKey } from "../table.ts";
import { planned } from "../write-input.ts";

export const deleteItem: Operation<"DeleteItem"> = async (input, call) => {
  const { ReturnValues: returned = "NONE" } = input;
  if (returned !== "NONE" && returned !== "ALL_OLD") throw returnValuesUnsupported();
  const plan = deletePlan(input.Key, planned(input).condition);
  const key = tableKey(input.TableName, call);
  const { before } = await call.context.store.transact((transaction) => carryOut(transaction, key, plan));
  return {
    ...(returned === "ALL_OLD" && before && { Attributes: answered(before) }),
    ConsumedCapacity: consumedCapacity(
      key.name,
      { table: writeUnits(itemBytes(before ?? {})) },
      input.ReturnConsumedCapacity,
    ),
  };
};
