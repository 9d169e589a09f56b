// The syntax tree of a query.
import type { Place } from "./tokens.ts";
import type { TrinoType } from "./types.ts";

export type Comparison = "=" | "<>" | "<" | "<=" | ">" | ">=";
export type Arithmetic = "+" | "-" | "*" | "/" | "%";
export type IntervalUnit = "year" | "month" | "day" | "hour" | "minute" | "second";

export type Expression =
  | { readonly node: "null"; readonly place: Place }
  | { readonly node: "boolean"; readonly place: Place; readonly value: boolean }
  | { readonly node: "string" | "binary" | "number"; readonly place: Place; readonly text: string }
  | { readonly node: "typed"; readonly place: Place; readonly type: TrinoType; readonly text: string }
  | Interval
  | { readonly node: "parameter"; readonly place: Place; readonly index: number }
  | { readonly node: "name"; readonly place: Place; readonly name: string }
  | { readonly node: "field"; readonly place: Place; readonly of: Expression; readonly name: string }
  | { readonly node: "subscript"; readonly place: Place; readonly of: Expression; readonly index: Expression }
  | FunctionCall
  | {
      readonly node: "lambda";
      readonly place: Place;
      readonly parameters: readonly string[];
      readonly body: Expression;
    }
  | {
      readonly node: "cast";
      readonly place: Place;
      readonly value: Expression;
      readonly type: TrinoType;
      readonly safe: boolean;
    }
  | Case
  | {
      readonly node: "arithmetic";
      readonly place: Place;
      readonly operator: Arithmetic;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly node: "concat"; readonly place: Place; readonly left: Expression; readonly right: Expression }
  | { readonly node: "sign"; readonly place: Place; readonly negative: boolean; readonly value: Expression }
  | { readonly node: "not"; readonly place: Place; readonly value: Expression }
  | { readonly node: "and" | "or"; readonly place: Place; readonly left: Expression; readonly right: Expression }
  | {
      readonly node: "comparison";
      readonly place: Place;
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly node: "quantified";
      readonly place: Place;
      readonly operator: Comparison;
      readonly quantifier: "all" | "any";
      readonly value: Expression;
      readonly query: Query;
    }
  | {
      readonly node: "distinct-from";
      readonly place: Place;
      readonly not: boolean;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly node: "between";
      readonly place: Place;
      readonly not: boolean;
      readonly value: Expression;
      readonly low: Expression;
      readonly high: Expression;
    }
  | {
      readonly node: "in";
      readonly place: Place;
      readonly not: boolean;
      readonly value: Expression;
      readonly among: readonly Expression[] | Query;
    }
  | {
      readonly node: "like";
      readonly place: Place;
      readonly not: boolean;
      readonly value: Expression;
      readonly pattern: Expression;
      readonly escape: Expression | undefined;
    }
  | { readonly node: "is-null"; readonly place: Place; readonly not: boolean; readonly value: Expression }
  | { readonly node: "exists"; readonly place: Place; readonly query: Query }
  | { readonly node: "subquery"; readonly place: Place; readonly query: Query }
  | { readonly node: "array" | "row"; readonly place: Place; readonly items: readonly Expression[] }
  | { readonly node: "extract"; readonly place: Place; readonly field: string; readonly value: Expression }
  | { readonly node: "at-zone"; readonly place: Place; readonly value: Expression; readonly zone: Expression };

export interface Interval {
  readonly node: "interval";
  readonly place: Place;
  readonly negative: boolean;
  readonly text: string;
  readonly from: IntervalUnit;
  readonly to: IntervalUnit | undefined;
}

export interface Case {
  readonly node: "case";
  readonly place: Place;
  readonly operand: Expression | undefined;
  readonly branches: readonly { readonly when: Expression; readonly result: Expression }[];
  readonly otherwise: Expression | undefined;
}

export interface FunctionCall {
  readonly node: "call";
  readonly place: Place;
  readonly name: string;
  readonly args: readonly Expression[];
  /** `count(*)` */
  readonly star: boolean;
  readonly distinct: boolean;
  readonly orderBy: readonly SortItem[];
  readonly filter: Expression | undefined;
  readonly nulls: "ignore" | "respect" | undefined;
  readonly over: Window | string | undefined;
}

export interface Window {
  readonly extends: string | undefined;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortItem[];
  readonly frame: Frame | undefined;
}

export interface Frame {
  readonly unit: "rows" | "range" | "groups";
  readonly start: FrameBound;
  readonly end: FrameBound | undefined;
}

export interface FrameBound {
  readonly kind: "unbounded preceding" | "unbounded following" | "current row" | "preceding" | "following";
  readonly offset: Expression | undefined;
}

export interface SortItem {
  readonly value: Expression;
  readonly descending: boolean;
  readonly nulls: "first" | "last" | undefined;
}

export interface CommonTable {
  readonly place: Place;
  readonly name: string;
  readonly columns: readonly string[] | undefined;
  readonly query: Query;
}

export interface Query {
  readonly place: Place;
  readonly recursive: boolean;
  readonly with: readonly CommonTable[];
  readonly body: QueryBody;
  readonly orderBy: readonly SortItem[];
  readonly offset: Expression | undefined;
  readonly limit: Expression | undefined;
}

export type QueryBody =
  | Select
  | { readonly node: "values"; readonly place: Place; readonly rows: readonly Expression[] }
  | { readonly node: "table"; readonly place: Place; readonly name: readonly string[] }
  | { readonly node: "nested"; readonly place: Place; readonly query: Query }
  | {
      readonly node: "union" | "intersect" | "except";
      readonly place: Place;
      readonly all: boolean;
      readonly left: QueryBody;
      readonly right: QueryBody;
    };

export interface Select {
  readonly node: "select";
  readonly place: Place;
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: Relation | undefined;
  readonly where: Expression | undefined;
  readonly groupBy: readonly Grouping[];
  readonly having: Expression | undefined;
  readonly windows: readonly { readonly name: string; readonly window: Window }[];
}

export type SelectItem =
  | { readonly node: "all"; readonly place: Place; readonly of: readonly string[] }
  | { readonly node: "item"; readonly place: Place; readonly value: Expression; readonly alias: string | undefined };

export type Grouping =
  | { readonly node: "simple"; readonly value: Expression }
  | { readonly node: "rollup" | "cube"; readonly values: readonly Expression[] }
  | { readonly node: "sets"; readonly sets: readonly (readonly Expression[])[] };

export type Relation =
  | { readonly node: "table"; readonly place: Place; readonly name: readonly string[] }
  | { readonly node: "query"; readonly place: Place; readonly query: Query; readonly lateral: boolean }
  | {
      readonly node: "unnest";
      readonly place: Place;
      readonly values: readonly Expression[];
      readonly ordinality: boolean;
    }
  | {
      readonly node: "alias";
      readonly place: Place;
      readonly of: Relation;
      readonly name: string;
      readonly columns: readonly string[] | undefined;
    }
  | {
      readonly node: "sample";
      readonly place: Place;
      readonly of: Relation;
      readonly method: "bernoulli" | "system";
      readonly percentage: Expression;
    }
  | {
      readonly node: "join";
      readonly place: Place;
      readonly type: "cross" | "inner" | "left" | "right" | "full";
      readonly left: Relation;
      readonly right: Relation;
      readonly on: Expression | undefined;
      readonly using: readonly string[] | undefined;
    };
