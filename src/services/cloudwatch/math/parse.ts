// Metric math expressions: text to tree. Documented ("Use metric math").

export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "call"; readonly name: string; readonly inputs: readonly Expression[] }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

export type Operator = "+" | "-" | "*" | "/" | "^" | "==" | "!=" | "<=" | ">=" | "<" | ">" | "AND" | "OR";

/** Why a text is no expression. */
export class ExpressionProblem extends Error {}

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|"([^"]*)"|'([^']*)'|(&&|\|\||==|!=|<=|>=|[-+*/^<>(),[\]]))/y;
/** Ours: how deep an expression may be. */
const DEPTH_MAX = 100;

/** From the weakest to the strongest. */
const LEVELS: readonly (readonly Operator[])[] = [
  ["OR"],
  ["AND"],
  ["==", "!=", "<=", ">=", "<", ">"],
  ["+", "-"],
  ["*", "/"],
  ["^"],
];
const SYNONYMS: Readonly<Record<string, string>> = { "&&": "AND", "||": "OR" };

interface Token {
  readonly kind: "number" | "name" | "text" | "sign" | "end";
  readonly text: string;
}

/** Errors: ExpressionProblem. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokensOf(text));
  const expression = parser.expression(0);
  parser.expect("end", "");
  return expression;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new ExpressionProblem(`Unexpected character at position ${at + 1}`);
    const [, number, name, quoted, single, sign] = match;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: /^(AND|OR)$/.test(name) ? "sign" : "name", text: name });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: SYNONYMS[sign] ?? sign });
    else tokens.push({ kind: "text", text: quoted ?? single ?? "" });
  }
  return [...tokens, { kind: "end", text: "" }];
}

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  expression(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    if (level === 0 && ++this.#depth > DEPTH_MAX) throw new ExpressionProblem("The expression is too deep");
    let left = this.expression(level + 1);
    for (;;) {
      const operator = operators.find((each) => this.#accept(each));
      if (!operator) break;
      left = { kind: "binary", operator, left, right: this.expression(level + 1) };
    }
    if (level === 0) this.#depth -= 1;
    return left;
  }

  expect(kind: Token["kind"], text: string): Token {
    const token = this.#next();
    if (token.kind === kind && (kind !== "sign" || token.text === text)) return token;
    throw new ExpressionProblem(token.kind === "end" ? "Unexpected end" : `Unexpected '${token.text}'`);
  }

  #unary(): Expression {
    if (this.#accept("-"))
      return { kind: "binary", operator: "-", left: { kind: "number", value: 0 }, right: this.#unary() };
    if (this.#accept("+")) return this.#unary();
    return this.#primary();
  }

  #primary(): Expression {
    if (this.#accept("(")) {
      const inner = this.expression(0);
      this.expect("sign", ")");
      return inner;
    }
    if (this.#accept("[")) return { kind: "list", items: this.#inputs("]") };
    const token = this.#next();
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "text") return { kind: "text", value: token.text };
    if (token.kind !== "name")
      throw new ExpressionProblem(token.text === "" ? "Unexpected end" : `Unexpected '${token.text}'`);
    return this.#accept("(")
      ? { kind: "call", name: token.text.toUpperCase(), inputs: this.#inputs(")") }
      : { kind: "name", name: token.text };
  }

  #inputs(end: string): Expression[] {
    const inputs: Expression[] = [];
    if (this.#accept(end)) return inputs;
    do inputs.push(this.expression(0));
    while (this.#accept(","));
    this.expect("sign", end);
    return inputs;
  }

  #accept(text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "sign" || token.text !== text) return false;
    this.#at += 1;
    return true;
  }

  #next(): Token {
    const token = this.#tokens[this.#at];
    if (token && token.kind !== "end") this.#at += 1;
    return token ?? { kind: "end", text: "" };
  }
}

/** Every name that the expression uses. */
export function namesIn(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case "name":
      return [expression.name];
    case "list":
      return expression.items.flatMap(namesIn);
    case "call":
      return expression.inputs.flatMap(namesIn);
    case "binary":
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    default:
      return [];
  }
}
