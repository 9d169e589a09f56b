// Condition and filter expressions, parsed: OR under AND under NOT, comparisons, BETWEEN, IN, functions.
import { type AttributeType, order, shownValue, TYPES, typeOf } from "../attribute-value.ts";
import { pathText } from "../document-path.ts";
import {
  betweenReversed,
  type ExpressionKind,
  misplacedFunction,
  sameOperands,
  tooManyOperators,
  unknownFunction,
  unknownType,
  wrongOperandCount,
  wrongOperandType,
} from "../errors.ts";
import { EXPRESSION_OPERATORS_MAX, IN_OPERANDS_MAX, NESTING_MAX } from "../limits.ts";
import type { Comparator, Condition, Operand } from "./ast.ts";
import { parsePath } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { Tokens } from "./tokens.ts";

type ConditionKind = "ConditionExpression" | "FilterExpression" | "KeyConditionExpression";

const COMPARATORS: ReadonlySet<string> = new Set(["=", "<>", "<", "<=", ">", ">="]);
const CONDITION_FUNCTIONS = new Set([
  "attribute_exists",
  "attribute_not_exists",
  "attribute_type",
  "begins_with",
  "contains",
]);
/** Parentheses and NOTs in each other; ours, so that no expression exhausts the stack. */
const DEPTH_MAX = 4 * NESTING_MAX;

/** Errors: ValidationException. */
export function parseCondition(kind: ConditionKind, text: string, placeholders: Placeholders): Condition {
  return new ConditionParser(new Tokens(kind, text), placeholders).whole();
}

class ConditionParser {
  readonly #tokens: Tokens;
  readonly #placeholders: Placeholders;
  #depth = 0;
  #operators = 0;

  constructor(tokens: Tokens, placeholders: Placeholders) {
    this.#tokens = tokens;
    this.#placeholders = placeholders;
  }

  whole(): Condition {
    const condition = this.#or();
    this.#tokens.expectEnd();
    return condition;
  }

  #or(): Condition {
    let left = this.#and();
    while (this.#tokens.skipsKeyword("OR")) left = this.#counted({ kind: "or", left, right: this.#and() });
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.#tokens.skipsKeyword("AND")) left = this.#counted({ kind: "and", left, right: this.#not() });
    return left;
  }

  #not(): Condition {
    if (++this.#depth > DEPTH_MAX) throw tooManyOperators(this.#tokens.kind);
    try {
      if (!this.#tokens.skipsKeyword("NOT")) return this.#primary();
      return this.#counted({ kind: "not", condition: this.#not() });
    } finally {
      this.#depth--;
    }
  }

  #primary(): Condition {
    if (this.#tokens.skips("(")) {
      const condition = this.#or();
      this.#tokens.expect(")");
      return condition;
    }
    const name = this.#functionName();
    if (name !== undefined && name !== "size") return this.#counted(this.#function(name));
    return this.#counted(this.#comparison(this.#operand()));
  }

  /** The name of the function that is called next. */
  #functionName(): string | undefined {
    const isCall = this.#tokens.peek().kind === "word" && this.#tokens.peek(1).text === "(";
    return isCall ? this.#tokens.peek().text : undefined;
  }

  #comparison(left: Operand): Condition {
    const { kind } = this.#tokens;
    if (this.#tokens.skipsKeyword("BETWEEN")) {
      const lower = this.#operand();
      if (!this.#tokens.skipsKeyword("AND")) this.#tokens.fail();
      const upper = this.#operand();
      checkBounds(kind, lower, upper);
      return { kind: "between", operand: left, lower, upper };
    }
    if (this.#tokens.skipsKeyword("IN")) {
      const members = this.#arguments(() => this.#operand());
      if (members.length > IN_OPERANDS_MAX) throw wrongOperandCount(kind, "IN", members.length);
      return { kind: "in", operand: left, members };
    }
    const { text } = this.#tokens.peek();
    if (!COMPARATORS.has(text)) this.#tokens.fail();
    this.#tokens.next();
    const right = this.#operand();
    if (left.kind === "path" && right.kind === "path" && pathText(left.path) === pathText(right.path))
      throw sameOperands(kind, text, pathText(left.path));
    return { kind: "compare", comparator: text as Comparator, left, right };
  }

  #operand(): Operand {
    const token = this.#tokens.peek();
    if (token.kind === "value")
      return { kind: "value", value: this.#placeholders.value(this.#tokens.kind, this.#tokens.next().text) };
    const name = this.#functionName();
    if (name === undefined) return { kind: "path", path: parsePath(this.#tokens, this.#placeholders) };
    if (CONDITION_FUNCTIONS.has(name)) throw misplacedFunction(this.#tokens.kind, name);
    if (name !== "size") throw unknownFunction(this.#tokens.kind, name);
    this.#tokens.next();
    const [of, ...more] = this.#arguments(() => this.#operand());
    if (of === undefined || more.length > 0) throw wrongOperandCount(this.#tokens.kind, name, more.length + 1);
    if (of.kind !== "path")
      throw wrongOperandType(this.#tokens.kind, name, of.kind === "value" ? typeOf(of.value) : "N");
    return { kind: "size", path: of.path };
  }

  #function(name: string): Condition {
    const { kind } = this.#tokens;
    if (!CONDITION_FUNCTIONS.has(name)) throw unknownFunction(kind, name);
    this.#tokens.next();
    const operands = this.#arguments(() => this.#operand());
    const expected = name.startsWith("attribute_") && name !== "attribute_type" ? 1 : 2;
    if (operands.length !== expected) throw wrongOperandCount(kind, name, operands.length);
    const [operand, part] = operands as [Operand, Operand];
    if (name === "attribute_exists" || name === "attribute_not_exists") {
      if (operand.kind !== "path") throw wrongOperandType(kind, name, shownType(operand));
      return { kind: "exists", path: operand.path, isThere: name === "attribute_exists" };
    }
    if (name === "attribute_type") {
      if (operand.kind !== "path") throw wrongOperandType(kind, name, shownType(operand));
      return { kind: "type", path: operand.path, type: this.#type(part) };
    }
    if (name === "begins_with") {
      for (const one of operands)
        if (one.kind === "value" && !["S", "B"].includes(typeOf(one.value)))
          throw wrongOperandType(kind, name, shownType(one));
      return { kind: "begins", operand, part };
    }
    if (operand.kind === "path" && part.kind === "path" && pathText(operand.path) === pathText(part.path))
      throw sameOperands(kind, name, pathText(operand.path));
    return { kind: "contains", operand, part };
  }

  #type(operand: Operand): AttributeType {
    const text = operand.kind === "value" ? operand.value.S : undefined;
    if (text === undefined) throw wrongOperandType(this.#tokens.kind, "attribute_type", shownType(operand));
    if (!TYPES.includes(text as AttributeType)) throw unknownType(this.#tokens.kind, text);
    return text as AttributeType;
  }

  #arguments<Argument>(one: () => Argument): Argument[] {
    this.#tokens.expect("(");
    const found = [one()];
    while (this.#tokens.skips(",")) found.push(one());
    this.#tokens.expect(")");
    return found;
  }

  #counted(condition: Condition): Condition {
    if (++this.#operators > EXPRESSION_OPERATORS_MAX) throw tooManyOperators(this.#tokens.kind);
    return condition;
  }
}

const shownType = (operand: Operand): string =>
  operand.kind === "value" ? typeOf(operand.value) : operand.kind === "size" ? "N" : "{DocumentPath}";

function checkBounds(kind: ExpressionKind, lower: Operand, upper: Operand): void {
  if (lower.kind !== "value" || upper.kind !== "value") return;
  const types = [typeOf(lower.value), typeOf(upper.value)];
  const unordered = types.find((type) => !["S", "N", "B"].includes(type));
  if (unordered !== undefined) throw wrongOperandType(kind, "BETWEEN", unordered);
  if ((order(lower.value, upper.value) ?? 0) > 0)
    throw betweenReversed(kind, shownValue(lower.value), shownValue(upper.value));
}
