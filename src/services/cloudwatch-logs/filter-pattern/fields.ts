// Patterns of events whose fields stand between spaces: `[ip, user, ..., status = 4* && status != 404, bytes]`.
import { type Comparator, type Comparison, comparisonOf } from "./comparison.ts";
import type { FilterPattern } from "./filter-pattern.ts";
import { DEPTH_MAX, Tokens } from "./tokens.ts";

interface Field {
  /** `$ip`; undefined for one without a name. */
  readonly name: string | undefined;
  readonly holds: Comparison | undefined;
}

const COMPARATORS: ReadonlySet<string> = new Set(["=", "!=", "<", ">", "<=", ">="]);
const NAME = /^[A-Za-z_]\w*$/;

/** Errors: PatternProblem. */
export function parseFields(text: string): FilterPattern {
  const tokens = new Tokens(text);
  tokens.expect("[");
  const fields: Field[] = [];
  let ellipsisAt: number | undefined;
  while (tokens.next !== "]") {
    if (tokens.accept("...")) {
      if (ellipsisAt !== undefined) throw tokens.problem();
      ellipsisAt = fields.length;
    } else fields.push(field(tokens));
    if (!tokens.accept(",")) break;
  }
  tokens.expect("]");
  tokens.end();
  if (fields.length === 0) return (message) => matchOf(fields, wordsOf(message), 0, 0);
  return (message) => {
    const words = wordsOf(message);
    const extra = words.length - fields.length;
    if (ellipsisAt === undefined ? extra !== 0 : extra < 0) return undefined;
    return matchOf(fields, words, ellipsisAt ?? fields.length, extra);
  };
}

function field(tokens: Tokens): Field {
  const names = new Set<string>();
  const holds = tokens.next === "," || tokens.next === "]" ? undefined : either(tokens, names, 0);
  const [name, second] = [...names];
  if (second !== undefined) throw tokens.problem();
  return { name: name === undefined ? undefined : `$${name}`, holds };
}

function either(tokens: Tokens, names: Set<string>, depth: number): Comparison | undefined {
  let all = both(tokens, names, depth);
  while (tokens.accept("||")) {
    const [left, right] = [all, both(tokens, names, depth)];
    all = (value) => (left?.(value) ?? true) || (right?.(value) ?? true);
  }
  return all;
}

function both(tokens: Tokens, names: Set<string>, depth: number): Comparison | undefined {
  let all = single(tokens, names, depth);
  while (tokens.accept("&&")) {
    const [left, right] = [all, single(tokens, names, depth)];
    all = (value) => (left?.(value) ?? true) && (right?.(value) ?? true);
  }
  return all;
}

/** Undefined for a bare name, which any word is. */
function single(tokens: Tokens, names: Set<string>, depth: number): Comparison | undefined {
  if (depth > DEPTH_MAX) throw tokens.problem();
  if (tokens.accept("(")) {
    const inner = either(tokens, names, depth + 1);
    tokens.expect(")");
    return inner;
  }
  const name = tokens.take();
  if (!NAME.test(name)) throw tokens.problem();
  names.add(name);
  if (tokens.next === undefined || !COMPARATORS.has(tokens.next)) return undefined;
  const comparator = tokens.take() as Comparator;
  return comparisonOf(comparator, tokens.take());
}

/** Words between spaces; what stands in brackets or quotes is one, without them. */
function wordsOf(message: string): string[] {
  return Array.from(
    message.matchAll(/\[([^\]]*)\]|"((?:[^"\\]|\\.)*)"|(\S+)/g),
    ([, bracketed, quoted, plain]) => bracketed ?? quoted ?? plain ?? "",
  );
}

function matchOf(fields: readonly Field[], words: readonly string[], ellipsisAt: number, extra: number) {
  const wordAt = (index: number): string | undefined => words[index < ellipsisAt ? index : index + extra];
  if (!fields.every(({ holds }, index) => holds?.(wordAt(index)) ?? true)) return undefined;
  const nameOf = (index: number): string => {
    const known = fields[index < ellipsisAt ? index : index < ellipsisAt + extra ? -1 : index - extra];
    return known?.name ?? `$${index + 1}`;
  };
  return {
    value: (selector: string) => words[words.findIndex((_, index) => nameOf(index) === selector)],
    get extracted() {
      return Object.fromEntries(words.map((word, index) => [nameOf(index), word]));
    },
  };
}
