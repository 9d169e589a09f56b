// What a Query asks for, in expressions or in the parameters that were there before them.
import type { Input } from "./context.ts";
import type { Path } from "./document-path.ts";
import { noKeyConditions } from "./errors.ts";
import type { Condition } from "./expression/ast.ts";
import { parseCondition } from "./expression/condition.ts";
import { Placeholders } from "./expression/placeholders.ts";
import { parseProjection } from "./expression/projection.ts";
import type { KeySchema } from "./key.ts";
import { chosen, type KeyCondition, keyConditionOf } from "./key-condition.ts";
import { assertNotMixed, filterCondition, legacyKeyConditions } from "./legacy.ts";
import { attributePaths } from "./projection-input.ts";
import { checkSelect } from "./read-input.ts";

interface AskedQuery {
  readonly keyCondition: (schema: KeySchema) => KeyCondition;
  readonly filter: Condition | undefined;
  readonly paths: readonly Path[] | undefined;
}

/** Errors: ValidationException. */
export function parseQuery(input: Input<"Query">): AskedQuery {
  const { KeyConditionExpression, FilterExpression, ProjectionExpression } = input;
  const { KeyConditions, QueryFilter, AttributesToGet, ConditionalOperator } = input;
  assertNotMixed(
    { AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions },
    { ProjectionExpression, FilterExpression, KeyConditionExpression },
  );
  checkSelect(input);
  const placeholders = new Placeholders(input, { FilterExpression, KeyConditionExpression, ProjectionExpression });
  const filter =
    FilterExpression === undefined
      ? filterCondition(QueryFilter, ConditionalOperator)
      : parseCondition("FilterExpression", FilterExpression, placeholders);
  const paths =
    ProjectionExpression === undefined
      ? attributePaths(AttributesToGet)
      : parseProjection(ProjectionExpression, placeholders);
  if (KeyConditionExpression === undefined) {
    if (!KeyConditions) throw noKeyConditions();
    const singles = legacyKeyConditions(KeyConditions);
    return { keyCondition: (schema) => chosen(singles, schema), filter, paths };
  }
  const condition = parseCondition("KeyConditionExpression", KeyConditionExpression, placeholders);
  placeholders.assertUsed();
  return { keyCondition: (schema) => keyConditionOf(condition, schema), filter, paths };
}
