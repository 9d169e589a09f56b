// Finds the table that a statement names.
import type { TableName } from "../statement/statement.ts";
import { CATALOG_NAME } from "../trino/catalog.ts";
import { QueryFailure } from "../trino/failure.ts";
import type { Run } from "./run.ts";

export interface TableAddress {
  readonly database: string;
  readonly name: string;
}

/** Errors: QueryFailure. */
export function addressOf({ database }: Run, parts: TableName): TableAddress {
  const name = parts.at(-1) as string;
  const of = parts.at(-2) ?? database;
  const catalog = parts.at(-3);
  if (catalog !== undefined && catalog !== CATALOG_NAME)
    throw new QueryFailure("CATALOG_NOT_FOUND", `line 1:1: Catalog '${catalog}' does not exist`);
  if (of === undefined)
    throw new QueryFailure("SYNTAX_ERROR", "line 1:1: Schema must be specified when session schema is not set");
  return { database: of, name };
}
