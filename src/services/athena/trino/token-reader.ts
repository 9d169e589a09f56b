// A cursor over tokens, shared by the parsers of queries and of Hive's DDL.
import { TrinoSyntaxError, tokensOf, type Lexicon, type Place, type Token } from "./tokens.ts";
import type { Query } from "./syntax.ts";

/** Deepest nesting of expressions and queries that is read. */
const SYNTAX_DEPTH_MAX = 200;

/** Words that are never names unless quoted. Documented in Trino's "Reserved keywords". */
const RESERVED = new Set(
  `alter and as between by case cast constraint create cross cube current_catalog current_date current_path current_role
  current_schema current_time current_timestamp current_user deallocate delete describe distinct drop else end escape except execute
  exists extract false for from full group grouping having in inner insert intersect into is join left like localtime localtimestamp
  natural normalize not null on or order outer prepare recursive right rollup select skip table then trim true uescape union unnest
  using values when where with`.split(/\s+/),
);

export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  readonly #parseQuery: (reader: TokenReader) => Query;
  #at = 0;
  #depth = 0;
  /** How many `?` were read so far. */
  parameterCount = 0;

  constructor(text: string, parseQuery: (reader: TokenReader) => Query, lexicon?: Lexicon) {
    this.text = text;
    this.#tokens = tokensOf(text, lexicon);
    this.#parseQuery = parseQuery;
  }

  get current(): Token {
    return this.ahead(0);
  }

  get place(): Place {
    return this.current.place;
  }

  get position(): number {
    return this.#at;
  }

  ahead(count: number): Token {
    return this.#tokens[Math.min(this.#at + count, this.#tokens.length - 1)] as Token;
  }

  backTo(position: number): void {
    this.#at = position;
  }

  next(): Token {
    const token = this.current;
    this.#at++;
    return token;
  }

  /** Are the next tokens these words or marks? */
  sees(...texts: readonly string[]): boolean {
    return texts.every((text, index) => this.#is(this.ahead(index), text));
  }

  take(...texts: readonly string[]): boolean {
    if (!this.sees(...texts)) return false;
    this.#at += texts.length;
    return true;
  }

  takeOneOf<Text extends string>(...texts: readonly Text[]): Text | undefined {
    return texts.find((text) => this.take(text));
  }

  expect(...texts: readonly string[]): void {
    for (const text of texts) if (!this.take(text)) this.fail(`'${text.toUpperCase()}'`);
  }

  string(): string {
    return this.current.kind === "string" ? this.next().text : this.fail("<string>");
  }

  integer(): number {
    return this.current.kind === "number" && /^\d+$/.test(this.current.text)
      ? Number(this.next().text)
      : this.fail("<integer>");
  }

  seesName(): boolean {
    const { kind, text } = this.current;
    return kind === "quoted" || kind === "backquoted" || (kind === "word" && !RESERVED.has(text));
  }

  /** A name in lower case: names do not differ by case, even quoted ones. */
  name(): string {
    return this.seesName() ? this.next().text.toLowerCase() : this.fail("<identifier>");
  }

  /** `a.b.c` */
  qualifiedName(): readonly string[] {
    const parts = [this.name()];
    while (this.take(".")) parts.push(this.name());
    return parts;
  }

  /** One or more, parted by commas. */
  list<Item>(item: () => Item): Item[] {
    const items = [item()];
    while (this.take(",")) items.push(item());
    return items;
  }

  query(): Query {
    return this.nested(() => this.#parseQuery(this));
  }

  nested<Result>(parse: () => Result): Result {
    if (++this.#depth > SYNTAX_DEPTH_MAX)
      throw new TrinoSyntaxError(this.place, "statement is too large (nesting too deep)");
    try {
      return parse();
    } finally {
      this.#depth--;
    }
  }

  fail(expecting: string): never {
    throw new TrinoSyntaxError(this.place, `mismatched input '${this.current.raw}'. Expecting: ${expecting}`);
  }

  /** Nothing but an optional semicolon may follow. */
  expectEnd(): void {
    this.take(";");
    if (this.current.kind !== "end") this.fail("<EOF>");
  }

  #is(token: Token, text: string): boolean {
    return (token.kind === "word" || token.kind === "mark") && token.text === text;
  }
}
