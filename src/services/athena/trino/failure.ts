// A query that Trino would refuse or fail, with Trino's name for why.
import type { Place } from "./tokens.ts";

/** Trino's error names as far as they are raised here. Documented in Trino's StandardErrorCode. */
export type FailureCode =
  | "SYNTAX_ERROR"
  | "COLUMN_NOT_FOUND"
  | "TABLE_NOT_FOUND"
  | "SCHEMA_NOT_FOUND"
  | "CATALOG_NOT_FOUND"
  | "FUNCTION_NOT_FOUND"
  | "TYPE_MISMATCH"
  | "AMBIGUOUS_NAME"
  | "MISMATCHED_COLUMN_ALIASES"
  | "DUPLICATE_NAMED_QUERY"
  | "DUPLICATE_COLUMN_NAME"
  | "EXPRESSION_NOT_AGGREGATE"
  | "EXPRESSION_NOT_CONSTANT"
  | "EXPRESSION_NOT_IN_DISTINCT"
  | "INVALID_COLUMN_REFERENCE"
  | "INVALID_CAST_ARGUMENT"
  | "INVALID_FUNCTION_ARGUMENT"
  | "INVALID_LITERAL"
  | "INVALID_PARAMETER_USAGE"
  | "INVALID_VIEW"
  | "INVALID_WINDOW_REFERENCE"
  | "MISSING_COLUMN_ALIASES"
  | "MISSING_COLUMN_NAME"
  | "NOT_SUPPORTED"
  | "DIVISION_BY_ZERO"
  | "NUMERIC_VALUE_OUT_OF_RANGE"
  | "STACK_OVERFLOW"
  | "SUBQUERY_MULTIPLE_ROWS"
  | "TABLE_ALREADY_EXISTS"
  | "GENERIC_INTERNAL_ERROR"
  | "GENERIC_USER_ERROR"
  | "EXCEEDED_LOCAL_MEMORY_LIMIT"
  | "HIVE_BAD_DATA"
  | "HIVE_CANNOT_OPEN_SPLIT"
  | "HIVE_CURSOR_ERROR"
  | "HIVE_PATH_ALREADY_EXISTS"
  | "HIVE_PARTITION_READ_ONLY"
  | "HIVE_INVALID_METADATA"
  | "HIVE_TABLE_READ_ONLY"
  | "HIVE_UNSUPPORTED_FORMAT"
  | "HIVE_COLUMN_ORDER_MISMATCH"
  | "HIVE_TOO_MANY_OPEN_PARTITIONS"
  | "HIVE_WRITER_OPEN_ERROR"
  | "CONSTRAINT_VIOLATION";

export class QueryFailure extends Error {
  readonly code: FailureCode;

  /** `message` is what follows the code, and the place when there is one. */
  constructor(code: FailureCode, message: string, place?: Place) {
    super(`${code}: ${place ? `line ${place.line}:${place.column}: ` : ""}${message}`);
    this.code = code;
  }
}
