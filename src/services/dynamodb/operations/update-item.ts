// UpdateItem: changes some attributes of an item, which is made when it is not there.
import { answered, type Item, itemBytes } from "../attribute-value.ts";
import { consumedCapacity, writeUnits } from "../capacity.ts";
import type { Input, Operation } from "../context.ts";
import { project, type Path } from "../document-path.ts";
import { carryOut, touchedPaths, updatePlan, type Written } from "../item-plan.ts";
import { tableKey } from "../table.ts";
import { planned } from "../write-input.ts";

export const updateItem: Operation<"UpdateItem"> = async (input, call) => {
  const { update, condition } = planned(input, true);
  const plan = updatePlan(input.Key, update, condition);
  const key = tableKey(input.TableName, call);
  const written = await call.context.store.transact((transaction) => carryOut(transaction, key, plan));
  const attributes = returned(input.ReturnValues, written, touchedPaths(update));
  const bytes = Math.max(itemBytes(written.before ?? {}), itemBytes(written.after ?? {}));
  return {
    ...(attributes && { Attributes: answered(attributes) }),
    ConsumedCapacity: consumedCapacity(key.name, { table: writeUnits(bytes) }, input.ReturnConsumedCapacity),
  };
};

function returned(
  wanted: Input<"UpdateItem">["ReturnValues"],
  { before, after }: Written,
  touched: readonly Path[],
): Item | undefined {
  switch (wanted) {
    case "ALL_OLD":
      return before;
    case "ALL_NEW":
      return after;
    case "UPDATED_OLD":
      return before && unlessEmpty(project(before, touched));
    case "UPDATED_NEW":
      return after && unlessEmpty(project(after, touched));
    default:
      return undefined;
  }
}

const unlessEmpty = (item: Item): Item | undefined => (Object.keys(item).length > 0 ? item : undefined);
