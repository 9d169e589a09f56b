// Query: the items of one partition of a table or an index, in the order of their sort keys.
import { equal, type Item } from "../attribute-value.ts";
import type { Input, Operation } from "../context.ts";
import { filterOnKey, startKeyOutside } from "../errors.ts";
import type { Condition } from "../expression/ast.ts";
import { namesIn } from "../expression/names-in.ts";
import { attributesOf, partitionOf, type KeySchema } from "../key.ts";
import { fromSort, type KeyCondition, placeOf } from "../key-condition.ts";
import { pageAnswer } from "../page-answer.ts";
import { readPage } from "../page.ts";
import { parseQuery } from "../query-input.ts";
import { answersWhole, readIndex, startKey } from "../read-input.ts";
import { readableTable } from "../read-item.ts";
import { range } from "../store/ranges.ts";
import { tableKey } from "../table.ts";

export const query: Operation<"Query"> = async (input, call) => {
  const { store } = call.context;
  const asked = parseQuery(input);
  const key = tableKey(input.TableName, call);
  const table = await readableTable(store, key);
  const index = readIndex(table, input, asked.paths);
  const schema = index?.keys ?? table.keys;
  const condition = asked.keyCondition(schema);
  assertNotOnKeys(input, asked.filter, schema);
  const isReversed = input.ScanIndexForward === false;
  const after = startKey(input, table, index);
  const sortName = schema.sort?.name;
  if (after && !isInside(after, condition, schema)) throw startKeyOutside();
  const ranged = range(store.reads, table, index, {
    partition: partitionOf(condition.partition),
    fromSort: fromSort(condition.sort, isReversed),
    after,
    reverse: isReversed,
  });
  const page = await readPage(ranged, {
    table,
    index: answersWhole(input, index) ? undefined : index,
    place: ({ item }) => {
      const value = sortName === undefined ? undefined : item[sortName];
      return value ? placeOf(value, condition.sort, isReversed) : "in";
    },
    filter: asked.filter,
    paths: asked.paths,
    limit: input.Limit,
    isCount: input.Select === "COUNT",
  });
  return pageAnswer(page, input, key.name, index);
};

function assertNotOnKeys(input: Input<"Query">, filter: Condition | undefined, schema: KeySchema): void {
  const keys = attributesOf(schema).map(({ name }) => name);
  const onKey = filter && namesIn(filter).find((name) => keys.includes(name));
  if (onKey !== undefined) throw filterOnKey(input.QueryFilter ? "QueryFilter" : "FilterExpression", onKey);
}

function isInside(key: Item, condition: KeyCondition, { partition, sort }: KeySchema): boolean {
  const value = key[partition.name];
  if (!value || !equal(value, condition.partition)) return false;
  const sorted = sort && key[sort.name];
  return !sorted || placeOf(sorted, condition.sort, false) === "in";
}
