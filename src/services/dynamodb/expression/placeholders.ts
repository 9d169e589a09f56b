// `#names` and `:values`: what they stand for, and whether each one is used.
import { type AttributeValue, type Item, accepted } from "../attribute-value.ts";
import type { AwsError } from "../../../kit/errors.ts";
import {
  type ExpressionKind,
  onlyWithExpressions,
  placeholdersEmpty,
  placeholderSyntax,
  placeholderValue,
  undefinedName,
  undefinedValue,
  unused,
} from "../errors.ts";

export interface PlaceholderInput {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Item | undefined;
}

const NAME = /^#[A-Za-z0-9_]+$/;
const VALUE = /^:[A-Za-z0-9_]+$/;
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #used = new Set<string>();

  /**
   * `expressions`: those that the request has or could have, by parameter.
   * Errors: ValidationException for placeholders without expressions, empty or misnamed ones, and invalid values.
   */
  constructor(input: PlaceholderInput, expressions: Readonly<Record<string, string | undefined>>) {
    const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
    const missing = Object.keys(expressions).filter((name) => expressions[name] === undefined);
    const hasNone = missing.length === Object.keys(expressions).length;
    if (names && hasNone) throw onlyWithExpressions("Names", []);
    const withValues = missing.filter((name) => name !== "ProjectionExpression");
    if (
      values &&
      Object.entries(expressions).every(([name, text]) => text === undefined || name === "ProjectionExpression")
    )
      throw onlyWithExpressions("Values", withValues);
    if (names && Object.keys(names).length === 0) throw placeholdersEmpty("Names");
    if (values && Object.keys(values).length === 0) throw placeholdersEmpty("Values");
    for (const key of Object.keys(names ?? {})) if (!NAME.test(key)) throw placeholderSyntax("Names", key);
    for (const key of Object.keys(values ?? {})) if (!VALUE.test(key)) throw placeholderSyntax("Values", key);
    this.#names = new Map(Object.entries(names ?? {}));
    this.#values = new Map(Object.entries(values ?? {}).map(([key, value]) => [key, acceptedFor(key, value)]));
  }

  name(kind: ExpressionKind, key: string): string {
    const name = this.#names.get(key);
    if (name === undefined) throw undefinedName(kind, key);
    this.#used.add(key);
    return name;
  }

  value(kind: ExpressionKind, key: string): AttributeValue {
    const value = this.#values.get(key);
    if (value === undefined) throw undefinedValue(kind, key);
    this.#used.add(key);
    return value;
  }

  /** Errors: ValidationException naming what no expression uses. */
  assertUsed(): void {
    const left = (keys: Iterable<string>): string[] => [...keys].filter((key) => !this.#used.has(key));
    const names = left(this.#names.keys());
    if (names.length > 0) throw unused("Names", names);
    const values = left(this.#values.keys());
    if (values.length > 0) throw unused("Values", values);
  }
}

function acceptedFor(key: string, value: AttributeValue): AttributeValue {
  try {
    return accepted(value);
  } catch (error) {
    throw placeholderValue(key, (error as AwsError).message);
  }
}
