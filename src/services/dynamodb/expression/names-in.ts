// The attributes that a condition speaks of.
import type { Condition, Operand } from "./ast.ts";

export function namesIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return [...namesIn(condition.left), ...namesIn(condition.right)];
    case "not":
      return namesIn(condition.condition);
    case "compare":
      return of([condition.left, condition.right]);
    case "between":
      return of([condition.operand, condition.lower, condition.upper]);
    case "in":
      return of([condition.operand, ...condition.members]);
    case "exists":
    case "type":
      return [condition.path[0]];
    default:
      return of([condition.operand, condition.part]);
  }
}

const of = (operands: readonly Operand[]): readonly string[] =>
  operands.flatMap((operand) => (operand.kind === "value" ? [] : [operand.path[0]]));
