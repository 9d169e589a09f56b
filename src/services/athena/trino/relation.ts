// Analyses what stands in FROM: which columns it brings, DuckDB's SQL for it.
import type { Analysis, BaseColumn, Column, Scan, Scope } from "./analysis.ts";
import { CATALOG_NAME, tableKey, type BaseTable, type ViewTable } from "./catalog.ts";
import { QueryFailure } from "./failure.ts";
import { analyseJoin } from "./join.ts";
import { castTo } from "./cast.ts";
import type { Query, Relation } from "./syntax.ts";
import type { Place } from "./tokens.ts";
import { quoteName, sameType } from "./types.ts";
import { analyseUnnest } from "./unnest.ts";

export interface Source {
  readonly sql: string;
  readonly columns: readonly Column[];
}

/** `beside` are the columns of what stands to the left, which UNNEST and LATERAL may use. */
export function analyseRelation(
  analysis: Analysis,
  relation: Relation,
  parent: Scope | undefined,
  beside: readonly Column[],
): Source {
  switch (relation.node) {
    case "table":
      return table(analysis, relation.name, relation.place);
    case "query":
      return derived(
        analysis,
        relation.query,
        relation.lateral ? { columns: beside, parent } : parent,
        relation.lateral,
      );
    case "unnest":
      return analyseUnnest(analysis, relation, { columns: beside, parent });
    case "alias":
      return aliased(analyseRelation(analysis, relation.of, parent, beside), relation);
    case "sample": {
      const of = analyseRelation(analysis, relation.of, parent, beside);
      const percentage = analysis.expression(relation.percentage, { columns: [], parent: undefined }).constant;
      if (percentage === undefined)
        throw new QueryFailure("EXPRESSION_NOT_CONSTANT", "Sample percentage must be a literal", relation.place);
      return { ...of, sql: `${of.sql} TABLESAMPLE ${relation.method}(${percentage}%)` };
    }
    default:
      return analyseJoin(analysis, relation, parent, beside, analyseRelation);
  }
}

function derived(analysis: Analysis, query: Query, parent: Scope | undefined, lateral: boolean): Source {
  const { sql, columns, needs } = analysis.query(query, parent);
  analysis.need(needs);
  const alias = analysis.fresh("r");
  return {
    sql: `${lateral ? "LATERAL " : ""}(${sql}) AS ${alias}`,
    columns: columns.map((column, index) => ({ ...column, qualifier: undefined, sql: `${alias}.c${index + 1}` })),
  };
}

function aliased(of: Source, { name, columns: names, place }: Extract<Relation, { node: "alias" }>): Source {
  const visible = of.columns.filter(({ hidden }) => !hidden);
  if (names && names.length !== visible.length)
    throw new QueryFailure(
      "MISMATCHED_COLUMN_ALIASES",
      `Column alias list has ${names.length} entries but '${name}' has ${visible.length} columns available`,
      place,
    );
  const renamed = new Map(visible.map((column, index) => [column, names?.[index] ?? column.name]));
  return {
    ...of,
    columns: of.columns.map((column) => ({ ...column, name: renamed.get(column) ?? column.name, qualifier: [name] })),
  };
}

function table(analysis: Analysis, parts: readonly string[], place: Place): Source {
  const [first] = parts;
  const common = parts.length === 1 && first !== undefined ? analysis.commonTables.get(first) : undefined;
  if (common) return commonTable(analysis, common, first as string, place);
  const found = lookUp(analysis, parts, place);
  return found.kind === "view" ? view(analysis, found, place) : scan(analysis, found);
}

function lookUp(analysis: Analysis, parts: readonly string[], place: Place): BaseTable | ViewTable {
  const name = parts.at(-1) as string;
  const database = parts.length > 1 ? (parts.at(-2) as string) : analysis.database;
  const catalog = parts.length > 2 ? (parts.at(-3) as string) : CATALOG_NAME;
  if (catalog !== CATALOG_NAME)
    throw new QueryFailure("CATALOG_NOT_FOUND", `Catalog '${catalog}' does not exist`, place);
  if (database === undefined)
    throw new QueryFailure("SYNTAX_ERROR", "Schema must be specified when session schema is not set", place);
  const found = analysis.input.tables.get(tableKey(database, name));
  if (found) return found;
  if (!analysis.input.databases.has(database))
    throw new QueryFailure("SCHEMA_NOT_FOUND", `Schema '${database}' does not exist`, place);
  throw new QueryFailure("TABLE_NOT_FOUND", `Table '${catalog}.${database}.${name}' does not exist`, place);
}

function scan(analysis: Analysis, of: BaseTable): Source {
  const made: Scan = {
    view: analysis.fresh("scan"),
    table: of,
    needed: new Set(),
    prunes: [],
    partitionExpressions: [],
    ranges: [],
  };
  analysis.scans.push(made);
  const alias = analysis.fresh("r");
  const qualifier = [of.catalog, of.database, of.name];
  const columns = [...of.columns, ...of.partitionKeys, ...of.hiddenColumns].map(({ name, type }): Column => {
    const base: BaseColumn = { scan: made, name };
    return {
      name,
      qualifier,
      type,
      sql: `${alias}.${quoteName(name)}`,
      origins: [base],
      needs: new Set([base]),
      hidden: name.startsWith("$"),
    };
  });
  return { sql: `${quoteName(made.view)} AS ${alias}`, columns };
}

const VIEW_DEPTH_MAX = 32;
let viewDepth = 0;

/** A view is its query, analysed in its own database, with the names and types it declared. */
function view(analysis: Analysis, of: ViewTable, place: Place): Source {
  const { database, commonTables } = analysis;
  if (viewDepth >= VIEW_DEPTH_MAX)
    throw new QueryFailure("INVALID_VIEW", `View '${of.catalog}.${of.database}.${of.name}' is recursive`, place);
  viewDepth++;
  analysis.database = of.database;
  analysis.commonTables = new Map();
  try {
    const source = derived(analysis, of.query, undefined, false);
    if (source.columns.length !== of.columns.length)
      throw new QueryFailure(
        "INVALID_VIEW",
        `View '${of.catalog}.${of.database}.${of.name}' is stale or in invalid state: column count differs from what was declared; it must be re-created`,
        place,
      );
    const columns = source.columns.map((column, index): Column => {
      const declared = of.columns[index];
      const named = { ...column, name: declared?.name ?? column.name, qualifier: [of.catalog, of.database, of.name] };
      if (!declared || sameType(declared.type, column.type) || declared.type.kind === column.type.kind) return named;
      return { ...named, ...castTo(column, declared.type, false, place), origins: [] };
    });
    return { sql: source.sql, columns };
  } finally {
    viewDepth--;
    analysis.database = database;
    analysis.commonTables = commonTables;
  }
}

function commonTable(
  analysis: Analysis,
  common: NonNullable<ReturnType<Analysis["commonTables"]["get"]>>,
  name: string,
  place: Place,
): Source {
  if (common.shared) {
    const { name: shared, columns, needs } = common.shared;
    const alias = analysis.fresh("r");
    analysis.need(needs);
    return {
      sql: `${shared} AS ${alias}`,
      columns: columns.map((column, index) => ({
        ...column,
        qualifier: [name],
        sql: `${alias}.c${index + 1}`,
        origins: [],
      })),
    };
  }
  const { commonTables } = analysis;
  analysis.commonTables = common.outer;
  try {
    const source = derived(analysis, common.query, undefined, false);
    return aliased(source, {
      node: "alias",
      place,
      of: { node: "table", place, name: [name] },
      name,
      columns: common.columns,
    });
  } finally {
    analysis.commonTables = commonTables;
  }
}
