// Patterns of JSON events: `{ ($.status = 404 || $.user.id IS NULL) && $.path = "/shop/*" }`.
import { type Comparator, comparisonOf } from "./comparison.ts";
import type { FilterPattern } from "./filter-pattern.ts";
import { parseSelector, type Selector, textOf } from "./selector.ts";
import { DEPTH_MAX, Tokens } from "./tokens.ts";

type Condition = (event: unknown) => boolean;

const COMPARATORS: ReadonlySet<string> = new Set(["=", "!=", "<", ">", "<=", ">="]);

/** Errors: PatternProblem. */
export function parseJson(text: string): FilterPattern {
  const tokens = new Tokens(text);
  const selectors = new Map<string, Selector>();
  tokens.expect("{");
  const condition = either(tokens, selectors, 0);
  tokens.expect("}");
  tokens.end();
  return (message) => {
    const event = parsed(message);
    if (event === undefined || !condition(event)) return undefined;
    return {
      value: (selector) => textOf(parseSelector(selector)?.(event)[0]),
      get extracted() {
        const found = [...selectors].map(([name, select]) => [name, textOf(select(event)[0])] as const);
        return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
      },
    };
  };
}

/** Undefined for what is no JSON object or array. */
function parsed(message: string): unknown {
  const first = message.trimStart()[0];
  if (first !== "{" && first !== "[") return undefined;
  try {
    return JSON.parse(message) as unknown;
  } catch {
    return undefined;
  }
}

function either(tokens: Tokens, selectors: Map<string, Selector>, depth: number): Condition {
  const all = [both(tokens, selectors, depth)];
  while (tokens.accept("||")) all.push(both(tokens, selectors, depth));
  return (event) => all.some((condition) => condition(event));
}

function both(tokens: Tokens, selectors: Map<string, Selector>, depth: number): Condition {
  const all = [single(tokens, selectors, depth)];
  while (tokens.accept("&&")) all.push(single(tokens, selectors, depth));
  return (event) => all.every((condition) => condition(event));
}

function single(tokens: Tokens, selectors: Map<string, Selector>, depth: number): Condition {
  if (depth > DEPTH_MAX) throw tokens.problem();
  if (tokens.accept("(")) {
    const inner = either(tokens, selectors, depth + 1);
    tokens.expect(")");
    return inner;
  }
  const name = tokens.take();
  const select = parseSelector(name);
  if (!select) throw tokens.problem();
  selectors.set(name, select);
  const word = tokens.take();
  if (COMPARATORS.has(word)) return compared(select, word as Comparator, tokens);
  if (word.toUpperCase() === "IS") return state(select, tokens);
  if (word.toUpperCase() !== "NOT" || tokens.take().toUpperCase() !== "EXISTS") throw tokens.problem();
  return (event) => select(event).length === 0;
}

function compared(select: Selector, comparator: Comparator, tokens: Tokens): Condition {
  const comparison = comparisonOf(comparator, tokens.take());
  return (event) =>
    select(event).some((value) => (typeof value !== "object" || value === null) && comparison(value as string | null));
}

function state(select: Selector, tokens: Tokens): Condition {
  const states: Readonly<Record<string, unknown>> = { NULL: null, TRUE: true, FALSE: false };
  const word = tokens.take().toUpperCase();
  if (!Object.hasOwn(states, word)) throw tokens.problem();
  return (event) => select(event).some((value) => value === states[word]);
}
