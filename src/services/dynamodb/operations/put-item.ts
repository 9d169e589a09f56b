// PutItem.
import { answered, itemBytes } from "../attribute-value.ts";
import { consumedCapacity, writeUnits } from "../capacity.ts";
import type { Operation } from "../context.ts";
import { returnValuesUnsupported } from "../errors.ts";
import { carryOut, putPlan } from "../item-plan.ts";
import { tableKey } from "../table.ts";
import { planned } from "../write-input.ts";

export const putItem: Operation<"PutItem"> = async (input, call) => {
  const { ReturnValues: returned = "NONE" } = input;
  if (returned !== "NONE" && returned !== "ALL_OLD") throw returnValuesUnsupported();
  const plan = putPlan(input.Item, planned(input).condition);
  const key = tableKey(input.TableName, call);
  const { before, after } = await call.context.store.transact((transaction) => carryOut(transaction, key, plan));
  const units = writeUnits(Math.max(itemBytes(before ?? {}), itemBytes(after ?? {})));
  return {
    ...(returned === "ALL_OLD" && before && { Attributes: answered(before) }),
    ConsumedCapacity: consumedCapacity(key.name, { table: units }, input.ReturnConsumedCapacity),
  };
};
