// What an analysis of a query knows and collects: relations, columns, scans of tables, scopes.
import type { CatalogTable } from "./catalog.ts";
import type { Expression, Query } from "./syntax.ts";
import type { TrinoType } from "./types.ts";

/** One place in a query where a catalog table is read. */
export interface Scan {
  /** The view that the executor makes for it, e.g. `scan1`. */
  readonly view: string;
  readonly table: CatalogTable;
  /** Columns the result depends on: their bytes are scanned. */
  readonly needed: Set<string>;
  /** Conditions on partition columns alone, in DuckDB's SQL over a relation `p`; only partitions that meet all are read. */
  readonly prunes: string[];
  /** Those of `prunes` that the catalog's own partition expressions can say, e.g. `dt >= '2024-01-01'`. */
  readonly partitionExpressions: string[];
  /** Conditions `column operator constant` on other columns, to tell which row groups can be skipped. */
  readonly ranges: RangeCondition[];
}

export interface RangeCondition {
  readonly column: string;
  readonly operator: "=" | "<" | "<=" | ">" | ">=";
  readonly constant: string;
}

export interface BaseColumn {
  readonly scan: Scan;
  readonly name: string;
}

export interface Column {
  /** Lower case; undefined for an expression without an alias. */
  readonly name: string | undefined;
  /** How it may be qualified: `["awsdatacatalog", "db", "t"]` or `["alias"]`. */
  readonly qualifier: readonly string[] | undefined;
  readonly type: TrinoType;
  readonly sql: string;
  /** The table columns it hands through unchanged: one, or one for each branch of a UNION ALL. */
  readonly origins: readonly BaseColumn[];
  /** The table columns its values are made of. */
  readonly needs: ReadonlySet<BaseColumn>;
  /** Not part of `*`, e.g. `$path`. */
  readonly hidden: boolean;
}

export interface Scope {
  readonly columns: readonly Column[];
  readonly parent: Scope | undefined;
  /** Lambda parameters, which hide columns. */
  readonly lambda?: ReadonlyMap<string, Typed>;
  readonly windows?: ReadonlyMap<string, string>;
}

/** An analysed expression: DuckDB's SQL for it and its Trino type. */
export interface Typed {
  readonly sql: string;
  readonly type: TrinoType;
  /** The value of a literal, as text. */
  readonly constant?: string;
}

export interface AnalysedQuery {
  /** A SELECT whose columns are named `c1`, `c2` ... */
  readonly sql: string;
  readonly columns: readonly Column[];
  /** What the rows depend on beyond the columns' own values: filters, joins, groups. */
  readonly needs: ReadonlySet<BaseColumn>;
}

/** What was met while some part was analysed. */
export interface Tracked<Result> {
  readonly result: Result;
  readonly needs: ReadonlySet<BaseColumn>;
  readonly columns: ReadonlySet<Column>;
  /** It has a subquery or a function that gives another value each time. */
  readonly opaque: boolean;
}

interface Tracker {
  readonly needs: Set<BaseColumn>;
  readonly columns: Set<Column>;
  opaque: boolean;
}

export interface AnalysisInput {
  /** By `database.table` in lower case; undefined stands for "does not exist". */
  readonly tables: ReadonlyMap<string, CatalogTable | undefined>;
  readonly database: string | undefined;
  /** Databases that exist. */
  readonly databases: ReadonlySet<string>;
  readonly parameters: readonly Expression[];
  /** Epoch ms: what now() answers throughout the query. */
  readonly nowMs: number;
}

export interface Analyse {
  query(analysis: Analysis, query: Query, parent: Scope | undefined): AnalysedQuery;
  expression(analysis: Analysis, expression: Expression, scope: Scope): Typed;
}

export class Analysis {
  readonly input: AnalysisInput;
  readonly #analyse: Analyse;
  readonly scans: Scan[] = [];
  /** WITH tables in sight. */
  commonTables: ReadonlyMap<string, CommonTableState> = new Map();
  /** Where unqualified tables are looked up: the session's database, or that of the view that is being read. */
  database: string | undefined;
  /** While conditions are rewritten for pruning: what stands for a column. */
  overrides: ReadonlyMap<Column, string> | undefined;
  #trackers: Tracker[] = [];
  #names = 0;

  constructor(input: AnalysisInput, analyse: Analyse) {
    this.input = input;
    this.database = input.database;
    this.#analyse = analyse;
  }

  fresh(prefix: string): string {
    return `${prefix}${++this.#names}`;
  }

  query(query: Query, parent: Scope | undefined): AnalysedQuery {
    return this.#analyse.query(this, query, parent);
  }

  expression(expression: Expression, scope: Scope): Typed {
    return this.#analyse.expression(this, expression, scope);
  }

  track<Result>(analyse: () => Result): Tracked<Result> {
    const tracker: Tracker = { needs: new Set(), columns: new Set(), opaque: false };
    this.#trackers.push(tracker);
    try {
      return { result: analyse(), ...tracker, opaque: tracker.opaque };
    } finally {
      this.#trackers.pop();
    }
  }

  use(column: Column): string {
    this.need(column.needs);
    this.#trackers.at(-1)?.columns.add(column);
    return this.overrides?.get(column) ?? column.sql;
  }

  need(columns: Iterable<BaseColumn>): void {
    const tracker = this.#trackers.at(-1);
    for (const column of columns) tracker?.needs.add(column);
  }

  markOpaque(): void {
    const tracker = this.#trackers.at(-1);
    if (tracker) tracker.opaque = true;
  }

  /** Hands what a nested part met on to the part it stands in. */
  adopt({ needs, columns, opaque }: Tracked<unknown>): void {
    this.need(needs);
    for (const column of columns) this.#trackers.at(-1)?.columns.add(column);
    if (opaque) this.markOpaque();
  }
}

/** A WITH table in sight: inlined where it is used once, a common table of DuckDB where more often. */
export interface CommonTableState {
  readonly query: Query;
  readonly columns: readonly string[] | undefined;
  /** The tables in sight where it was defined. */
  readonly outer: ReadonlyMap<string, CommonTableState>;
  /** Set once it is analysed as a shared table. */
  readonly shared:
    | { readonly name: string; readonly columns: readonly Column[]; readonly needs: ReadonlySet<BaseColumn> }
    | undefined;
}
