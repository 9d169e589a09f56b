// Writes values straight to JSON text by the model, with closures compiled once a shape.
import type { List, MapShape, Member, Scalar, Shape, Structure } from "../shapes.ts";
import { booleanOf, dateOf, formatBase64, numberText, stringOf } from "./scalars.ts";
import { formatOf, formatTimestamp, type TimestampFormat } from "./timestamp.ts";

export type JsonWriter = (value: unknown) => string;

/** What JSON must escape, and lone surrogates, which UTF-8 cannot carry. */
// oxlint-disable-next-line no-control-regex
const NEEDS_ESCAPE = /[\u0000-\u001f"\\\ud800-\udfff]/;
export const quote = (text: string): string => (NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`);

function writeFloat(value: unknown): string {
  const text = numberText(value);
  return text === "NaN" || text.endsWith("y") ? `"${text}"` : text;
}

export class JsonWriters {
  readonly #nameOf: (member: Member) => string;
  readonly #timestamps: TimestampFormat;
  readonly #compiled = new WeakMap<Shape, JsonWriter>();

  constructor(nameOf: (member: Member) => string, timestamps: TimestampFormat) {
    this.#nameOf = nameOf;
    this.#timestamps = timestamps;
  }

  of(shape: Shape): JsonWriter {
    let writer = this.#compiled.get(shape);
    if (writer === undefined) this.#compiled.set(shape, (writer = this.#compile(shape)));
    return writer;
  }

  #compile(shape: Shape): JsonWriter {
    switch (shape.kind) {
      case "structure":
        return shape.union ? this.#union(shape) : this.#structure(shape);
      case "list":
        return this.#list(shape);
      case "map":
        return this.#map(shape);
      default:
        return this.#scalar(shape);
    }
  }

  #scalar({ kind }: Scalar): JsonWriter {
    switch (kind) {
      case "string":
        return (value) => quote(stringOf(value));
      case "boolean":
        return (value) => (booleanOf(value) ? "true" : "false");
      case "timestamp":
      case "dateTime":
      case "httpDate":
      case "epochSeconds": {
        const format = formatOf(kind, this.#timestamps);
        if (format === "epochSeconds") return (value) => formatTimestamp(dateOf(value), format);
        return (value) => `"${formatTimestamp(dateOf(value), format)}"`;
      }
      case "blob":
      case "stream":
        return (value) => `"${formatBase64(value)}"`;
      case "document":
        return (value) => JSON.stringify(value);
      default:
        return writeFloat;
    }
  }

  #structure(structure: Structure): JsonWriter {
    let entries: readonly { name: string; prefix: string; write: JsonWriter }[] | undefined;
    const compile = (): NonNullable<typeof entries> =>
      structure.members.map((member) => ({
        name: member.name,
        prefix: `${quote(this.#nameOf(member))}:`,
        write: this.of(member.target),
      }));
    return (value) => {
      const source = objectOf(value);
      let text = "";
      for (const { name, prefix, write } of (entries ??= compile())) {
        const item = source[name];
        if (item === undefined || item === null) continue;
        text += (text === "" ? "" : ",") + prefix + write(item);
      }
      return `{${text}}`;
    };
  }

  /** Of a union's many members one is there: looking it up beats asking for each. */
  #union(union: Structure): JsonWriter {
    let entries: ReadonlyMap<string, { prefix: string; write: JsonWriter }> | undefined;
    const compile = (): NonNullable<typeof entries> =>
      new Map(
        union.members.map((member) => [
          member.name,
          { prefix: `{${quote(this.#nameOf(member))}:`, write: this.of(member.target) },
        ]),
      );
    return (value) => {
      const source = objectOf(value);
      entries ??= compile();
      for (const name of Object.keys(source)) {
        const item = source[name];
        const entry = item === undefined || item === null ? undefined : entries.get(name);
        if (entry !== undefined) return `${entry.prefix + entry.write(item)}}`;
      }
      return "{}";
    };
  }

  #list(list: List): JsonWriter {
    let write: JsonWriter | undefined;
    return (value) => {
      if (!Array.isArray(value)) throw new TypeError(`${list.name} must be an array`);
      const item = (write ??= this.of(list.member.target));
      let text = "";
      for (const element of value as unknown[]) {
        const absent = element === undefined || element === null;
        if (absent && !list.sparse) continue;
        text += (text === "" ? "" : ",") + (absent ? "null" : item(element));
      }
      return `[${text}]`;
    };
  }

  #map(map: MapShape): JsonWriter {
    let write: JsonWriter | undefined;
    return (value) => {
      const source = objectOf(value);
      const item = (write ??= this.of(map.value.target));
      let text = "";
      for (const key of Object.keys(source)) {
        const element = source[key];
        const absent = element === undefined || element === null;
        if (absent && !map.sparse) continue;
        text += `${text === "" ? "" : ","}${quote(key)}:${absent ? "null" : item(element)}`;
      }
      return `{${text}}`;
    };
  }
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new TypeError(`an object was expected, not ${Array.isArray(value) ? "an array" : typeof value}`);
}
