// Rows as Athena's answers show them.
import type { NamedQuery, PreparedStatement } from "@aws-sdk/client-athena";
import type { NamedQueryRow, PreparedStatementRow } from "./store/rows.ts";

export const namedQueryView = (row: NamedQueryRow): NamedQuery => ({
  Name: row.name,
  Description: row.description,
  Database: row.database,
  QueryString: row.queryString,
  NamedQueryId: row.id,
  WorkGroup: row.workGroup,
});

export const preparedStatementView = (row: PreparedStatementRow): PreparedStatement => ({
  StatementName: row.name,
  QueryStatement: row.queryStatement,
  WorkGroupName: row.workGroup,
  Description: row.description,
  LastModifiedTime: row.lastModifiedTime,
});
