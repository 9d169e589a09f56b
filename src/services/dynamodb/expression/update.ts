// Update expressions, parsed: SET, REMOVE, ADD, DELETE.
import { type AttributeValue, typeOf } from "../attribute-value.ts";
import type { Path } from "../document-path.ts";
import {
  misplacedFunction,
  sectionTwice,
  tooManyOperators,
  unknownFunction,
  wrongOperandCount,
  wrongOperandType,
} from "../errors.ts";
import { EXPRESSION_OPERATORS_MAX, NESTING_MAX } from "../limits.ts";
import type { SetValue, Update } from "./ast.ts";
import { assertDisjoint, parsePath } from "./path.ts";
import type { Placeholders } from "./placeholders.ts";
import { Tokens } from "./tokens.ts";

const KIND = "UpdateExpression";
const SECTIONS = ["SET", "REMOVE", "ADD", "DELETE"] as const;
const ADDABLE = ["N", "SS", "NS", "BS"];
const DELETABLE = ["SS", "NS", "BS"];
const CONDITION_ONLY = [
  "attribute_exists",
  "attribute_not_exists",
  "attribute_type",
  "begins_with",
  "contains",
  "size",
];

/** Errors: ValidationException. */
export function parseUpdate(text: string, placeholders: Placeholders): Update {
  const update = new UpdateParser(new Tokens(KIND, text), placeholders).whole();
  const paths = [
    ...update.set.map(({ path }) => path),
    ...update.remove,
    ...update.add.map(({ path }) => path),
    ...update.delete.map(({ path }) => path),
  ];
  assertDisjoint(KIND, paths);
  return update;
}

class UpdateParser {
  readonly #tokens: Tokens;
  readonly #placeholders: Placeholders;
  #operators = 0;
  #depth = 0;

  constructor(tokens: Tokens, placeholders: Placeholders) {
    this.#tokens = tokens;
    this.#placeholders = placeholders;
  }

  whole(): Update {
    const seen = new Set<string>();
    const set: { path: Path; value: SetValue }[] = [];
    const remove: Path[] = [];
    const add: { path: Path; value: AttributeValue }[] = [];
    const deleted: { path: Path; value: AttributeValue }[] = [];
    while (this.#tokens.peek().kind !== "end") {
      const section = SECTIONS.find((name) => this.#tokens.isKeyword(name));
      if (section === undefined) this.#tokens.fail();
      if (seen.has(section)) throw sectionTwice(section);
      seen.add(section);
      this.#tokens.next();
      if (section === "SET") this.#list(() => void set.push(this.#set()));
      else if (section === "REMOVE") this.#list(() => void remove.push(this.#path()));
      else if (section === "ADD") this.#list(() => void add.push(this.#change("ADD", ADDABLE)));
      else this.#list(() => void deleted.push(this.#change("DELETE", DELETABLE)));
    }
    return { set, remove, add, delete: deleted };
  }

  #list(one: () => void): void {
    do one();
    while (this.#tokens.skips(","));
  }

  #path(): Path {
    return parsePath(this.#tokens, this.#placeholders);
  }

  #set(): { path: Path; value: SetValue } {
    const path = this.#path();
    this.#tokens.expect("=");
    let value = this.#operand();
    while (this.#tokens.peek().text === "+" || this.#tokens.peek().text === "-") {
      this.#count();
      const kind = this.#tokens.next().text === "+" ? "plus" : "minus";
      const right = this.#operand();
      for (const one of [value, right])
        if (one.kind === "value" && one.value.N === undefined)
          throw wrongOperandType(KIND, kind === "plus" ? "+" : "-", typeOf(one.value));
      value = { kind, left: value, right };
    }
    return { path, value };
  }

  #operand(): SetValue {
    const token = this.#tokens.peek();
    if (token.kind === "value") return { kind: "value", value: this.#value() };
    if (this.#tokens.skips("("))
      return this.#nested(() => {
        const inner = this.#operand();
        this.#tokens.expect(")");
        return inner;
      });
    if (token.kind === "word" && this.#tokens.peek(1).text === "(")
      return this.#nested(() => this.#function(token.text));
    return { kind: "path", path: this.#path() };
  }

  #nested(read: () => SetValue): SetValue {
    if (++this.#depth > NESTING_MAX) throw tooManyOperators(KIND);
    const value = read();
    this.#depth--;
    return value;
  }

  #function(name: string): SetValue {
    this.#count();
    if (CONDITION_ONLY.includes(name)) throw misplacedFunction(KIND, name);
    if (name !== "if_not_exists" && name !== "list_append") throw unknownFunction(KIND, name);
    this.#tokens.next();
    this.#tokens.expect("(");
    const operands: SetValue[] = [];
    this.#list(() => void operands.push(this.#operand()));
    this.#tokens.expect(")");
    const [first, second, ...more] = operands;
    if (first === undefined || second === undefined || more.length > 0)
      throw wrongOperandCount(KIND, name, operands.length);
    if (name === "list_append") {
      for (const one of operands)
        if (one.kind === "value" && one.value.L === undefined) throw wrongOperandType(KIND, name, typeOf(one.value));
      return { kind: "append", first, second };
    }
    if (first.kind !== "path")
      throw wrongOperandType(KIND, name, first.kind === "value" ? typeOf(first.value) : "function");
    return { kind: "default", path: first.path, otherwise: second };
  }

  #change(section: string, types: readonly string[]): { path: Path; value: AttributeValue } {
    const path = this.#path();
    if (this.#tokens.peek().kind !== "value") this.#tokens.fail();
    const value = this.#value();
    if (!types.includes(typeOf(value))) throw wrongOperandType(KIND, section, typeOf(value));
    return { path, value };
  }

  #value(): AttributeValue {
    return this.#placeholders.value(KIND, this.#tokens.next().text);
  }

  #count(): void {
    if (++this.#operators > EXPRESSION_OPERATORS_MAX) throw tooManyOperators(KIND);
  }
}
