// What expressions say, once parsed.
import type { AttributeValue, AttributeType } from "../attribute-value.ts";
import type { Path } from "../document-path.ts";

export type Operand =
  | { readonly kind: "path"; readonly path: Path }
  | { readonly kind: "value"; readonly value: AttributeValue }
  | { readonly kind: "size"; readonly path: Path };

export type Comparator = "=" | "<>" | "<" | "<=" | ">" | ">=";

export type Condition =
  | { readonly kind: "and" | "or"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly condition: Condition }
  | { readonly kind: "compare"; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: "between"; readonly operand: Operand; readonly lower: Operand; readonly upper: Operand }
  | { readonly kind: "in"; readonly operand: Operand; readonly members: readonly Operand[] }
  | { readonly kind: "exists"; readonly path: Path; readonly isThere: boolean }
  | { readonly kind: "type"; readonly path: Path; readonly type: AttributeType }
  | { readonly kind: "begins" | "contains"; readonly operand: Operand; readonly part: Operand };

/** The right-hand side of a SET action. */
export type SetValue =
  | Exclude<Operand, { readonly kind: "size" }>
  | { readonly kind: "default"; readonly path: Path; readonly otherwise: SetValue }
  | { readonly kind: "append"; readonly first: SetValue; readonly second: SetValue }
  | { readonly kind: "plus" | "minus"; readonly left: SetValue; readonly right: SetValue };

export interface Update {
  readonly set: readonly { readonly path: Path; readonly value: SetValue }[];
  readonly remove: readonly Path[];
  readonly add: readonly { readonly path: Path; readonly value: AttributeValue }[];
  readonly delete: readonly { readonly path: Path; readonly value: AttributeValue }[];
}
