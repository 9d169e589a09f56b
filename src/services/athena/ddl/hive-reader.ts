// A cursor over the tokens of Hive's DDL: Hive's strings, names and the words in which its syntax errors are told.
import { TokenReader } from "../trino/token-reader.ts";
import { TrinoSyntaxError } from "../trino/tokens.ts";
import { DdlRefusal } from "./failure.ts";
import { HIVE_LEXICON } from "./hive-lexicon.ts";
import type { TableName } from "./syntax.ts";

/**
 * Words that are names only in backquotes. Inferred: those that Athena documents as reserved in DDL, less those that Hive reads as
 * names all the same (recorded for `like`; `time` stands bare in AWS's own examples).
 */
const RESERVED = new Set(
  `and case cast char column conf constraint commit cross current database distinct div else end exchange extended following foreign
  from function having if interval join less macro map more not on only or over partialscan preceding precision preserve primary
  reduce references regexp rlike rollback select start tablesample then transform unbounded uniquejoin varchar when where
  window`.split(/\s+/),
);

const CATALOG_NAME = "awsdatacatalog";

export class HiveReader extends TokenReader {
  readonly #start: number;

  constructor(text: string) {
    super(text, (reader) => reader.fail("<query>"), HIVE_LEXICON);
    this.#start = this.current.start;
  }

  override string(): string {
    const { kind } = this.current;
    return kind === "string" || kind === "quoted" ? this.next().text : this.fail("STRING");
  }

  override seesName(): boolean {
    const { kind, text } = this.current;
    return kind === "backquoted" || (kind === "word" && !RESERVED.has(text));
  }

  /** `t`, `db.t` or `awsdatacatalog.db.t`. */
  tableName(): TableName {
    const parts = this.#withoutCatalog(this.qualifiedName(), 3);
    const [table = "", database] = parts.toReversed();
    return { database, table, written: parts.join(".") };
  }

  /** `db` or `awsdatacatalog.db`. */
  databaseName(): string {
    return this.#withoutCatalog(this.qualifiedName(), 2).join(".");
  }

  #withoutCatalog(parts: readonly string[], partsMax: number): readonly string[] {
    if (parts.length > partsMax) throw new DdlRefusal(`Invalid table name ${parts.join(".")}`);
    const [catalog] = parts;
    if (parts.length < partsMax) return parts;
    if (catalog !== CATALOG_NAME) throw new DdlRefusal(`Catalog '${catalog}' does not exist`);
    return parts.slice(1);
  }

  /** `('k'='v', ..)` */
  properties(): Readonly<Record<string, string>> {
    this.expect("(");
    const pairs = this.list((): [string, string] => {
      const key = this.string();
      this.expect("=");
      return [key, this.string()];
    });
    this.expect(")");
    return Object.fromEntries(pairs);
  }

  optionalString(...words: readonly string[]): string | undefined {
    return this.take(...words) ? this.string() : undefined;
  }

  /** Recorded: one possible token is `mismatched input`, otherwise the statement so far is told. */
  override fail(expecting: string): never {
    const { raw, end, place } = this.current;
    if (/^['{]|^<EOF>$/.test(expecting))
      throw new TrinoSyntaxError(place, `mismatched input '${raw}' expecting ${expecting}`);
    const input = this.text
      .slice(this.#start, end)
      .replaceAll("\n", "\\n")
      .replaceAll("\r", "\\r")
      .replaceAll("\t", "\\t");
    throw new TrinoSyntaxError(place, `no viable alternative at input '${input}'`);
  }
}
