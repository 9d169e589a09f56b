// GetTables: a database's tables by name, those whose names an expression matches, in pages.
import type { Table } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { invalidInput } from "../errors.ts";
import { PAGE_ENTRIES } from "../limits.ts";
import { namePattern } from "../name-pattern.ts";
import { pageOf, scopeOf } from "../scope.ts";
import { requireDatabase } from "../store/catalog.ts";
import { tables, within } from "../store/tables.ts";
import { tableView } from "../views.ts";

export const getTables: Operation<"GetTables"> = async (input, call) => {
  const { keyvalue } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  const { Expression } = input;
  const matches = Expression ? namePattern(Expression.toLowerCase()) : () => true;
  if (matches === undefined) throw invalidInput(`Invalid expression '${Expression}'`);
  const database = await requireDatabase(keyvalue, scope, input.DatabaseName);
  const page = pageOf<string>(call, ["GetTables", database.id, Expression ?? ""], input, PAGE_ENTRIES.tables);
  const namesOnly = input.AttributesToGet?.length === 1 && input.AttributesToGet[0] === "NAME";
  const prefix = within(scope, database.id);
  const after = page.after === undefined ? {} : { after: [...prefix, page.after] };
  const found: Table[] = [];
  for await (const { row } of tables.scan(keyvalue, { prefix, ...after })) {
    if (!matches(row.input.Name)) continue;
    if (found.length === page.limit) return { TableList: found, NextToken: page.token(found.at(-1)?.Name ?? "") };
    const view = tableView(row, database.input.Name, scope);
    found.push(namesOnly ? { Name: view.Name, DatabaseName: view.DatabaseName } : view);
  }
  return { TableList: found };
};
