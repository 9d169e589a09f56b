// What Query and Scan have in common in their parameters.
import type { ConditionalOperator, Select } from "@aws-sdk/client-dynamodb";
import { acceptedItem, type Item } from "./attribute-value.ts";
import type { Path } from "./document-path.ts";
import {
  allAttributesNotProjected,
  allProjectedWithoutIndex,
  consistentOnGlobalIndex,
  indexNotFound,
  invalidStartKey,
  invalidValues,
  selectWithProjection,
  specificWithoutProjection,
} from "./errors.ts";
import { attributesOf, checkKey } from "./key.ts";
import { projectedNames } from "./page.ts";
import { indexOf, type IndexRow, type Table } from "./table.ts";

export interface ReadInput {
  readonly IndexName?: string | undefined;
  readonly Select?: Select | undefined;
  readonly ConsistentRead?: boolean | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
  readonly ExclusiveStartKey?: Item | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
}

/** Errors: ValidationException. */
export function checkSelect(input: ReadInput): void {
  const { Select: select, IndexName: index } = input;
  const isSpecific = input.ProjectionExpression !== undefined || input.AttributesToGet !== undefined;
  if (select === undefined) return;
  if (select === "SPECIFIC_ATTRIBUTES" && !isSpecific) throw specificWithoutProjection();
  if (select !== "SPECIFIC_ATTRIBUTES" && isSpecific) throw selectWithProjection(SELECTED[select]);
  if (select === "ALL_PROJECTED_ATTRIBUTES" && index === undefined) throw allProjectedWithoutIndex();
}

const SELECTED = {
  ALL_ATTRIBUTES: "ALL_ATTRIBUTES",
  ALL_PROJECTED_ATTRIBUTES: "ALL_PROJECTED_ATTRIBUTES",
  COUNT: "only the Count",
} as const;

/** Undefined: the table itself. Errors: ValidationException. */
export function readIndex(table: Table, input: ReadInput, paths: readonly Path[] | undefined): IndexRow | undefined {
  if (input.IndexName === undefined) return undefined;
  const index = indexOf(table, input.IndexName);
  if (!index || index.status === "DELETING" || index.isFilling) throw indexNotFound(input.IndexName);
  if (!index.isGlobal) return index;
  if (input.ConsistentRead === true) throw consistentOnGlobalIndex();
  const isWhole = index.projection.type === "ALL";
  if (input.Select === "ALL_ATTRIBUTES" && !isWhole) throw allAttributesNotProjected(index.name);
  const names = projectedNames(index, table);
  const strange = isWhole ? undefined : paths?.filter(([name]) => !names.includes(name)).map(([name]) => name);
  if (strange && strange.length > 0)
    throw invalidValues(`Global secondary index ${index.name} does not project [${strange.join(", ")}]`);
  return index;
}

/** Whether all attributes of a local index's items are answered, also those that it does not project. */
export const answersWhole = (input: ReadInput, index: IndexRow | undefined): boolean =>
  index?.isGlobal === false && input.Select === "ALL_ATTRIBUTES";

/** Errors: ValidationException for keys of another form. */
export function startKey(input: ReadInput, table: Table, index: IndexRow | undefined): Item | undefined {
  if (!input.ExclusiveStartKey) return undefined;
  const key = acceptedItem(input.ExclusiveStartKey);
  const names = new Set(
    [...attributesOf(table.keys), ...(index ? attributesOf(index.keys) : [])].map(({ name }) => name),
  );
  if (Object.keys(key).length !== names.size || Object.keys(key).some((name) => !names.has(name)))
    throw invalidStartKey();
  for (const schema of index ? [table.keys, index.keys] : [table.keys]) {
    const part = Object.fromEntries(attributesOf(schema).flatMap(({ name }) => (key[name] ? [[name, key[name]]] : [])));
    try {
      checkKey(part, schema);
    } catch {
      throw invalidStartKey();
    }
  }
  return key;
}
