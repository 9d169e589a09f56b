// Views as DESCRIBE and SHOW COLUMNS tell them: in Trino's types.
import type { Table } from "./catalog.ts";
import { type DdlResult, resultOf } from "./session.ts";

export const isView = ({ TableType }: Table): boolean => TableType === "VIRTUAL_VIEW";

/** Recorded: two columns, lines without padding. */
export function viewColumns(view: Table): DdlResult {
  const columns = columnsInText(view.ViewOriginalText) ?? columnsInCatalog(view);
  const lines = columns.map(({ name, type }) => `${name}\t${type}`);
  return resultOf(["column", "type"], lines, "varchar");
}

interface ViewColumn {
  readonly name: string;
  readonly type: string;
}

/** Athena keeps a view's definition as JSON in base64 within a comment. Recorded. */
function columnsInText(text: string | undefined): readonly ViewColumn[] | undefined {
  const [, encoded] = /^\/\* Presto View: ([A-Za-z0-9+/=]+) \*\/$/.exec(text ?? "") ?? [];
  if (encoded === undefined) return undefined;
  try {
    const definition: unknown = JSON.parse(Buffer.from(encoded, "base64").toString());
    return isDefinition(definition) ? definition.columns : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isDefinition = (value: unknown): value is { readonly columns: readonly ViewColumn[] } =>
  typeof value === "object" && value !== null && "columns" in value && Array.isArray(value.columns);

const columnsInCatalog = ({ StorageDescriptor }: Table): readonly ViewColumn[] =>
  (StorageDescriptor?.Columns ?? []).map(({ Name, Type = "string" }) => ({ name: Name, type: Type }));
