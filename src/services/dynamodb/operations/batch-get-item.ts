// BatchGetItem: up to 100 items of several tables; those beyond 16 MiB are left for another request.
import { acceptedItem, answered, type Item, itemBytes } from "../attribute-value.ts";
import { consumedByTable, readUnits } from "../capacity.ts";
import type { Input, Operation } from "../context.ts";
import { project } from "../document-path.ts";
import { duplicateBatchKeys, tooManyReads } from "../errors.ts";
import { checkKey, positionOf, referenceOf } from "../key.ts";
import { BATCH_GET_BYTES_MAX, BATCH_GET_ITEMS_MAX } from "../limits.ts";
import { projectionOf } from "../projection-input.ts";
import { readableTable, readItem } from "../read-item.ts";
import { tableKey } from "../table.ts";

type Requests = NonNullable<Input<"BatchGetItem">["RequestItems"]>;

export const batchGetItem: Operation<"BatchGetItem"> = async (input, call) => {
  const { store } = call.context;
  const requests = Object.entries(input.RequestItems);
  const wanted = requests.reduce((sum, [, { Keys }]) => sum + Keys.length, 0);
  if (wanted > BATCH_GET_ITEMS_MAX) throw tooManyReads();
  const parsed = requests.map(([name, request]) => ({ name, request, paths: projectionOf(request) }));
  const responses: Record<string, Item[]> = {};
  const unprocessed: Requests = {};
  const units = new Map<string, number>();
  let bytes = 0;
  for (const { name, request, paths } of parsed) {
    const key = tableKey(name, call);
    const table = await readableTable(store, key);
    const keys = request.Keys.map((one) => acceptedItem(one));
    for (const one of keys) checkKey(one, table.keys);
    const places = keys.map((one) => referenceOf(positionOf(one, table.keys)));
    if (new Set(places).size < places.length) throw duplicateBatchKeys();
    const found: Item[] = [];
    for (const [at, one] of keys.entries()) {
      if (bytes >= BATCH_GET_BYTES_MAX) {
        unprocessed[name] = { ...request, Keys: request.Keys.slice(at) };
        break;
      }
      const item = await readItem(store, key, one);
      const size = itemBytes(item ?? {});
      bytes += size;
      units.set(key.name, (units.get(key.name) ?? 0) + readUnits(size, request.ConsistentRead === true));
      if (item) found.push(paths ? project(item, paths) : item);
    }
    responses[name] = found;
  }
  return {
    Responses: Object.fromEntries(Object.entries(responses).map(([name, items]) => [name, items.map(answered)])),
    UnprocessedKeys: unprocessed as never,
    ConsumedCapacity: consumedByTable(units, input.ReturnConsumedCapacity),
  };
};
