// The parameters of PutItem, UpdateItem and DeleteItem and of their twins in transactions, as plans.
import type { ConditionalOperator, ReturnValuesOnConditionCheckFailure } from "@aws-sdk/client-dynamodb";
import type { Update } from "./expression/ast.ts";
import { parseCondition } from "./expression/condition.ts";
import { Placeholders, type PlaceholderInput } from "./expression/placeholders.ts";
import { parseUpdate } from "./expression/update.ts";
import type { PlanCondition } from "./item-plan.ts";
import { type AttributeUpdate, assertNotMixed, type Expected, expectedCondition, legacyUpdate } from "./legacy.ts";

export interface WriteInput extends PlaceholderInput {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly Expected?: Readonly<{ [name: string]: Expected }> | undefined;
  readonly ConditionalOperator?: ConditionalOperator | undefined;
  readonly AttributeUpdates?: Readonly<{ [name: string]: AttributeUpdate }> | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: ReturnValuesOnConditionCheckFailure | undefined;
}

const NO_UPDATE: Update = { set: [], remove: [], add: [], delete: [] };

/** Errors: ValidationException. */
export function planned(input: WriteInput, takesUpdate = false): { condition: PlanCondition; update: Update } {
  const { ConditionExpression, UpdateExpression } = input;
  assertNotMixed(
    {
      AttributeUpdates: input.AttributeUpdates,
      Expected: input.Expected,
      ConditionalOperator: input.ConditionalOperator,
    },
    { UpdateExpression, ConditionExpression },
  );
  const placeholders = new Placeholders(input, {
    ...(takesUpdate && { UpdateExpression }),
    ConditionExpression,
  });
  const update =
    UpdateExpression === undefined
      ? input.AttributeUpdates
        ? legacyUpdate(input.AttributeUpdates)
        : NO_UPDATE
      : parseUpdate(UpdateExpression, placeholders);
  const condition =
    ConditionExpression === undefined
      ? expectedCondition(input.Expected, input.ConditionalOperator)
      : parseCondition("ConditionExpression", ConditionExpression, placeholders);
  placeholders.assertUsed();
  return { update, condition: { condition, onFailure: input.ReturnValuesOnConditionCheckFailure } };
}
