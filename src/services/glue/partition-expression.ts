// Parses the Expression of GetPartitions: a WHERE clause over the partition keys, as JSQLParser reads it.
import { EXPRESSION_DEPTH_MAX } from "./limits.ts";

export type Comparison = "=" | "<>" | "<" | ">" | "<=" | ">=";

export type PartitionCondition =
  | { readonly kind: "and" | "or"; readonly operands: readonly PartitionCondition[] }
  | { readonly kind: "not"; readonly operand: PartitionCondition }
  | { readonly kind: "compare"; readonly column: string; readonly operator: Comparison; readonly literal: string }
  | { readonly kind: "in"; readonly column: string; readonly literals: readonly string[] }
  | { readonly kind: "between"; readonly column: string; readonly low: string; readonly high: string }
  | { readonly kind: "like"; readonly column: string; readonly pattern: string }
  | { readonly kind: "is-null"; readonly column: string };

type Token =
  | { readonly kind: "name" | "literal"; readonly text: string }
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "keyword"; readonly text: string };

const KEYWORDS = new Set(["and", "or", "not", "in", "between", "like", "is", "null"]);
const TOKEN = new RegExp(
  [
    String.raw`\s*(?:(?<literal>'(?:[^']|'')*')`,
    String.raw`(?<number>[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))`,
    String.raw`(?<name>[A-Za-z0-9_$][\w$.]*)`,
    '(?<quoted>"(?:[^"]|"")+"|`[^`]+`)',
    String.raw`(?<mark><>|!=|<=|>=|[=<>(),]))`,
  ].join("|"),
  "y",
);
const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  "=": "=",
  "<>": "<>",
  "<": ">",
  ">": "<",
  "<=": ">=",
  ">=": "<=",
};

/** Undefined when the text is not such an expression. Columns come in lower case; literals without their quotes. */
export function parsePartitionExpression(text: string): PartitionCondition | undefined {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  try {
    return new ExpressionReader(tokens).whole();
  } catch (error) {
    if (error instanceof NotAnExpression) return undefined;
    throw error;
  }
}

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text)?.groups;
    if (found === undefined) return undefined;
    const { literal, number, name, quoted, mark } = found;
    if (literal !== undefined) tokens.push({ kind: "literal", text: literal.slice(1, -1).replaceAll("''", "'") });
    else if (number !== undefined) tokens.push({ kind: "literal", text: number });
    else if (quoted !== undefined) tokens.push({ kind: "name", text: quoted.slice(1, -1).toLowerCase() });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark === "!=" ? "<>" : mark });
    else {
      const word = (name ?? "").toLowerCase();
      tokens.push({ kind: KEYWORDS.has(word) ? "keyword" : "name", text: word });
    }
  }
  return tokens;
}

class NotAnExpression extends Error {}

/** Recursive descent: OR binds weakest, then AND, then NOT. */
class ExpressionReader {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): PartitionCondition {
    const condition = this.#or(0);
    if (this.#next < this.#tokens.length) throw new NotAnExpression();
    return condition;
  }

  #or(depth: number): PartitionCondition {
    return this.#joined("or", () => this.#joined("and", () => this.#not(depth)));
  }

  #joined(kind: "and" | "or", operand: () => PartitionCondition): PartitionCondition {
    const operands = [operand()];
    while (this.#takes("keyword", kind)) operands.push(operand());
    return operands.length === 1 ? operands[0]! : { kind, operands };
  }

  #not(depth: number): PartitionCondition {
    if (depth > EXPRESSION_DEPTH_MAX) throw new NotAnExpression();
    if (this.#takes("keyword", "not")) return { kind: "not", operand: this.#not(depth + 1) };
    const start = this.#next;
    if (!this.#takes("mark", "(")) return this.#term();
    try {
      const condition = this.#or(depth + 1);
      this.#expect("mark", ")");
      return condition;
    } catch (error) {
      if (!(error instanceof NotAnExpression)) throw error;
      this.#next = start; // the parenthesis belongs to an operand: (year) = '2024'
      return this.#term();
    }
  }

  #term(): PartitionCondition {
    const left = this.#operand();
    if (left.kind === "literal") {
      const operator = this.#comparison();
      const right = this.#operand();
      if (right.kind !== "name") throw new NotAnExpression();
      return { kind: "compare", column: right.text, operator: MIRRORED[operator], literal: left.text };
    }
    const column = left.text;
    if (this.#takes("keyword", "is")) {
      const negated = this.#takes("keyword", "not");
      this.#expect("keyword", "null");
      return negate(negated, { kind: "is-null", column });
    }
    const negated = this.#takes("keyword", "not");
    if (this.#takes("keyword", "in")) return negate(negated, { kind: "in", column, literals: this.#list() });
    if (this.#takes("keyword", "like")) return negate(negated, { kind: "like", column, pattern: this.#literal() });
    if (this.#takes("keyword", "between")) {
      const low = this.#literal();
      this.#expect("keyword", "and");
      return negate(negated, { kind: "between", column, low, high: this.#literal() });
    }
    if (negated) throw new NotAnExpression();
    return { kind: "compare", column, operator: this.#comparison(), literal: this.#literal() };
  }

  #operand(): { readonly kind: "name" | "literal"; readonly text: string } {
    let open = 0;
    while (this.#takes("mark", "(")) open++;
    const token = this.#tokens[this.#next++];
    if (token?.kind !== "name" && token?.kind !== "literal") throw new NotAnExpression();
    for (; open > 0; open--) this.#expect("mark", ")");
    return { kind: token.kind, text: token.text };
  }

  #literal(): string {
    const operand = this.#operand();
    if (operand.kind !== "literal") throw new NotAnExpression();
    return operand.text;
  }

  #list(): string[] {
    this.#expect("mark", "(");
    const literals = [this.#literal()];
    while (this.#takes("mark", ",")) literals.push(this.#literal());
    this.#expect("mark", ")");
    return literals;
  }

  #comparison(): Comparison {
    const token = this.#tokens[this.#next++];
    if (token?.kind !== "mark" || !(token.text in MIRRORED)) throw new NotAnExpression();
    return token.text as Comparison;
  }

  #takes(kind: Token["kind"], text: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.kind !== kind || token.text !== text) return false;
    this.#next++;
    return true;
  }

  #expect(kind: Token["kind"], text: string): void {
    if (!this.#takes(kind, text)) throw new NotAnExpression();
  }
}

const negate = (negated: boolean, condition: PartitionCondition): PartitionCondition =>
  negated ? { kind: "not", operand: condition } : condition;
