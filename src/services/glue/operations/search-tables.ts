// SearchTables: tables of all databases whose text and properties match.
import type { PropertyPredicate, SortCriterion, Table } from "@aws-sdk/client-glue";
import type { Operation } from "../context.ts";
import { PAGE_ENTRIES } from "../limits.ts";
import { pageOf, scopeOf } from "../scope.ts";
import { databases, tables, within } from "../store/tables.ts";
import { tableView } from "../views.ts";

export const searchTables: Operation<"SearchTables"> = async (input, call) => {
  const { keyvalue } = call.context;
  const scope = scopeOf(call, input.CatalogId);
  if (input.ResourceShareType === "FOREIGN" || input.ResourceShareType === "FEDERATED") return { TableList: [] };
  const { SearchText, Filters = [], SortCriteria = [] } = input;
  const listing = ["SearchTables", JSON.stringify([SearchText, Filters, SortCriteria])];
  const page = pageOf<number>(call, listing, input, PAGE_ENTRIES.searched);
  const found: Table[] = [];
  for await (const { row: database } of databases.scan(keyvalue, { prefix: within(scope) })) {
    for await (const { row } of tables.scan(keyvalue, { prefix: within(scope, database.id) })) {
      const table = tableView(row, database.input.Name, scope);
      if (hasText(table, SearchText) && Filters.every((filter) => fits(table, filter))) found.push(table);
    }
  }
  for (const criterion of SortCriteria.toReversed()) found.sort((a, b) => compare(a, b, criterion));
  const start = page.after ?? 0;
  const end = start + page.limit;
  return { TableList: found.slice(start, end), ...(end < found.length && { NextToken: page.token(end) }) };
};

/** In the name, description, owner, columns and parameters; a text in double quotes is matched whole. Documented. */
function hasText(table: Table, searched: string | undefined): boolean {
  if (!searched) return true;
  const columns = [...(table.StorageDescriptor?.Columns ?? []), ...(table.PartitionKeys ?? [])];
  const texts = [
    table.Name,
    table.DatabaseName,
    table.Description,
    table.Owner,
    ...columns.flatMap(({ Name, Comment }) => [Name, Comment]),
    ...Object.entries(table.Parameters ?? {}).flat(),
  ].flatMap((text) => (text ? [text.toLowerCase()] : []));
  const quoted = /^"(.*)"$/s.exec(searched)?.[1]?.toLowerCase();
  if (quoted !== undefined) return texts.includes(quoted);
  return texts.some((text) => text.includes(searched.toLowerCase()));
}

function propertyOf(table: Table, key: string): string | number | undefined {
  const properties: Readonly<Record<string, string | number | undefined>> = {
    name: table.Name,
    tablename: table.Name,
    databasename: table.DatabaseName,
    description: table.Description,
    owner: table.Owner,
    tabletype: table.TableType,
    createtime: table.CreateTime?.getTime(),
    updatetime: table.UpdateTime?.getTime(),
    lastaccesstime: table.LastAccessTime?.getTime(),
  };
  const known = key.toLowerCase().replaceAll("_", "");
  return Object.hasOwn(properties, known) ? properties[known] : table.Parameters?.[key];
}

function fits(table: Table, { Key = "", Value = "", Comparator = "EQUALS" }: PropertyPredicate): boolean {
  const property = propertyOf(table, Key);
  if (property === undefined) return false;
  if (typeof property === "string" && Comparator === "EQUALS") return property.toLowerCase() === Value.toLowerCase();
  const wanted = typeof property === "number" ? timeOf(Value) : Value;
  switch (Comparator) {
    case "GREATER_THAN":
      return property > wanted;
    case "LESS_THAN":
      return property < wanted;
    case "GREATER_THAN_EQUALS":
      return property >= wanted;
    case "LESS_THAN_EQUALS":
      return property <= wanted;
    default:
      return property === wanted;
  }
}

const timeOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

function compare(a: Table, b: Table, { FieldName = "name", Sort = "ASC" }: SortCriterion): number {
  const left = propertyOf(a, FieldName) ?? "";
  const right = propertyOf(b, FieldName) ?? "";
  if (left === right) return 0;
  return left < right === (Sort === "ASC") ? -1 : 1;
}
