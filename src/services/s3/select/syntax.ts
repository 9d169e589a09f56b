// An expression of S3 Select, as it was read.
import type { Value } from "./values.ts";

export interface Name {
  readonly text: string;
  /** Quoted names are case-sensitive. */
  readonly exact: boolean;
}

export type Step = { readonly name: Name } | { readonly index: number } | { readonly every: true };

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "||" | "=" | "!=" | "<" | "<=" | ">" | ">=" | "AND" | "OR";

export type AggregateName = "COUNT" | "SUM" | "AVG" | "MIN" | "MAX";

export const DATE_PARTS = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"] as const;
export const EXTRACT_PARTS = [...DATE_PARTS, "TIMEZONE_HOUR", "TIMEZONE_MINUTE"] as const;
export type DatePart = (typeof EXTRACT_PARTS)[number];

export type CastType = "BOOL" | "INT" | "STRING" | "FLOAT" | "DECIMAL" | "TIMESTAMP";

export type Expression =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "path"; readonly steps: readonly Step[] }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "not" | "negative"; readonly operand: Expression }
  | { readonly kind: "is"; readonly operand: Expression; readonly what: "NULL" | "MISSING"; readonly negated: boolean }
  | { readonly kind: "between"; readonly operand: Expression; readonly low: Expression; readonly high: Expression }
  | { readonly kind: "in"; readonly operand: Expression; readonly items: readonly Expression[] }
  | {
      readonly kind: "like";
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escape: Expression | undefined;
    }
  | {
      readonly kind: "case";
      readonly operand: Expression | undefined;
      readonly branches: readonly (readonly [when: Expression, then: Expression])[];
      readonly otherwise: Expression | undefined;
    }
  | { readonly kind: "cast"; readonly operand: Expression; readonly type: CastType; readonly scale: number | undefined }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly arguments: readonly Expression[];
      readonly part?: DatePart;
    }
  | { readonly kind: "aggregate"; readonly name: AggregateName; readonly operand: Expression | undefined };

export interface Projection {
  readonly expression: Expression;
  readonly alias: string | undefined;
}

export interface Query {
  /** `*`: whole records. */
  readonly projections: readonly Projection[] | "*";
  /** What follows `S3Object` and its first `[*]`. */
  readonly from: readonly Step[];
  readonly alias: string | undefined;
  readonly where: Expression | undefined;
  readonly limit: number | undefined;
}
