// Queries of Logs Insights: read into stages and the columns that are shown.
import { QUERY_ROWS_MAX } from "../limits.ts";
import { AGGREGATES } from "./aggregates.ts";
import { compiled, type Expression, parseExpression, parsePrimary } from "./expression.ts";
import { TIMES } from "./functions.ts";
import { QueryProblem } from "./problem.ts";
import {
  type Counted,
  dedupStage,
  fieldsStage,
  filterStage,
  limitStage,
  type Make,
  type Named,
  type Order,
  parseStage,
  sortStage,
  statsStage,
} from "./stages.ts";
import { Tokens } from "./tokens.ts";

export interface Query {
  readonly stages: readonly Make[];
  readonly columns: readonly string[];
  /** Whose values are times, and shown as such. */
  readonly times: ReadonlySet<string>;
  /** Whether rows are events still, and have a pointer. */
  readonly isOfEvents: boolean;
  /** From `limit`; undefined: the request's. */
  readonly limit: number | undefined;
}

interface Reading {
  readonly stages: Make[];
  columns: string[];
  isDisplayed: boolean;
  readonly times: Set<string>;
  isOfEvents: boolean;
  limit: number | undefined;
}

/** Errors: QueryProblem. */
export function parseQuery(text: string): Query {
  const tokens = new Tokens(text);
  const reading: Reading = {
    stages: [],
    columns: [],
    isDisplayed: false,
    times: new Set(["@timestamp", "@ingestionTime"]),
    isOfEvents: true,
    limit: undefined,
  };
  if (tokens.next.kind !== "end")
    do command(tokens, reading);
    while (tokens.accept("|"));
  if (tokens.next.kind !== "end") throw tokens.unexpected();
  const columns = reading.columns.length > 0 ? reading.columns : ["@timestamp", "@message"];
  return { ...reading, columns };
}

function command(tokens: Tokens, reading: Reading): void {
  const { start, end, text } = tokens.next;
  switch (tokens.name().toLowerCase()) {
    case "fields":
      return fields(tokens, reading);
    case "display":
      reading.columns = names(tokens);
      reading.isDisplayed = true;
      return;
    case "filter":
      reading.stages.push(filterStage(parseExpression(tokens)));
      return;
    case "stats":
      return stats(tokens, reading);
    case "sort":
      return sort(tokens, reading);
    case "limit":
    case "head":
      return limit(tokens, reading);
    case "parse":
      return parse(tokens, reading);
    case "dedup":
      reading.stages.push(
        dedupStage(
          names(tokens).map(
            (name): Expression =>
              (row) =>
                row.get(name),
          ),
        ),
      );
      return;
    default:
      throw new QueryProblem(`unknown command ${text}`, start, end);
  }
}

function names(tokens: Tokens): string[] {
  const found: string[] = [];
  do found.push(tokens.name());
  while (tokens.accept(","));
  return found;
}

/** One expression with the name that it gets: its own text without `as`. */
function named(tokens: Tokens, reading: Reading): Named & { readonly isPlain: boolean } {
  const { kind, text } = tokens.next;
  const from = tokens.mark();
  const value = parseExpression(tokens);
  const source = tokens.since(from).trim();
  const isField = kind === "name" && source === text;
  const name = tokens.accept("as") ? tokens.name() : source.replaceAll("`", "");
  const [, called] = /^(\w+)\s*\(/.exec(source) ?? [];
  if ((called !== undefined && TIMES.has(called.toLowerCase())) || (isField && reading.times.has(text)))
    reading.times.add(name);
  return { name, value, isPlain: isField && name === source };
}

function fields(tokens: Tokens, reading: Reading): void {
  const found: (Named & { readonly isPlain: boolean })[] = [];
  do found.push(named(tokens, reading));
  while (tokens.accept(","));
  const computed = found.filter(({ isPlain }) => !isPlain);
  if (computed.length > 0) reading.stages.push(fieldsStage(computed));
  if (!reading.isDisplayed) reading.columns = [...new Set([...reading.columns, ...found.map(({ name }) => name)])];
}

function stats(tokens: Tokens, reading: Reading): void {
  const aggregates: Counted[] = [];
  do aggregates.push(aggregate(tokens, reading));
  while (tokens.accept(","));
  const by: Named[] = [];
  if (tokens.accept("by"))
    do by.push(named(tokens, reading));
    while (tokens.accept(","));
  reading.stages.push(statsStage(aggregates, by));
  reading.columns = [...by, ...aggregates].map(({ name }) => name);
  reading.isDisplayed = false;
  reading.isOfEvents = false;
}

function aggregate(tokens: Tokens, reading: Reading): Counted {
  const { start, end, text } = tokens.next;
  const from = tokens.mark();
  const known = tokens.name().toLowerCase();
  const make = Object.hasOwn(AGGREGATES, known) ? AGGREGATES[known] : undefined;
  if (!make) throw new QueryProblem(`unknown aggregation function ${text}`, start, end);
  tokens.expect("(");
  const inputs: Expression[] = [];
  let isOfTime = false;
  if (tokens.accept("*")) tokens.expect(")");
  else if (!tokens.accept(")")) {
    isOfTime = tokens.next.kind === "name" && reading.times.has(tokens.next.text);
    do inputs.push(parseExpression(tokens));
    while (tokens.accept(","));
    tokens.expect(")");
  }
  const name = nameOf(tokens, from);
  if (isOfTime && ["min", "max", "earliest", "latest"].includes(known)) reading.times.add(name);
  return { name, make: () => make(inputs) };
}

function nameOf(tokens: Tokens, from: number): string {
  const source = tokens.since(from);
  return tokens.accept("as") ? tokens.name() : source;
}

function sort(tokens: Tokens, reading: Reading): void {
  const orders: Order[] = [];
  do {
    const value = parseExpression(tokens);
    const isDescending = tokens.accept("desc");
    if (!isDescending) tokens.accept("asc");
    orders.push({ value, isDescending });
  } while (tokens.accept(","));
  reading.stages.push(sortStage(orders, QUERY_ROWS_MAX));
}

function limit(tokens: Tokens, reading: Reading): void {
  const { kind, text } = tokens.take();
  const count = Number(text);
  if (kind !== "number" || !Number.isInteger(count) || count > QUERY_ROWS_MAX) throw tokens.unexpected();
  reading.limit = count;
  reading.stages.push(limitStage(count));
}

function parse(tokens: Tokens, reading: Reading): void {
  const isPlain = tokens.next.kind === "text" || tokens.isNext("/");
  const input: Expression = isPlain ? (row) => row.get("@message") : parsePrimary(tokens);
  const { start } = tokens.next;
  const source = tokens.regex();
  if (source !== undefined) {
    const expression = compiled(source, start);
    const named = [...source.matchAll(/\(\?P?<([A-Za-z_]\w*)>/g)].map(([, name]) => name ?? "");
    const given = tokens.accept("as") ? names(tokens) : named;
    reading.stages.push(parseStage(input, expression, given));
    return;
  }
  if (tokens.next.kind !== "text") throw tokens.unexpected();
  const parts = tokens.take().text.split("*");
  tokens.expect("as");
  const given = names(tokens);
  if (given.length !== parts.length - 1) throw new QueryProblem("as many names as stars are needed", start, start + 1);
  const escaped = parts.map((part) =>
    part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`),
  );
  // The last star takes what is left when nothing stands behind it.
  const expression = new RegExp(escaped.join("(.*?)") + (parts.at(-1) === "" ? "$" : ""), "s");
  reading.stages.push(parseStage(input, expression, given));
}
