// GetItem.
import { acceptedItem, answered, itemBytes } from "../attribute-value.ts";
import { consumedCapacity, readUnits } from "../capacity.ts";
import type { Operation } from "../context.ts";
import { project } from "../document-path.ts";
import { readItem } from "../read-item.ts";
import { projectionOf } from "../projection-input.ts";
import { tableKey } from "../table.ts";

export const getItem: Operation<"GetItem"> = async (input, call) => {
  const paths = projectionOf(input);
  const key = tableKey(input.TableName, call);
  const item = await readItem(call.context.store, key, acceptedItem(input.Key));
  const units = readUnits(itemBytes(item ?? {}), input.ConsistentRead === true);
  return {
    ...(item && { Item: answered(paths ? project(item, paths) : item) }),
    ConsumedCapacity: consumedCapacity(key.name, { table: units }, input.ReturnConsumedCapacity),
  };
};
