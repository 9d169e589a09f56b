// Writes values as XML text by the model, with closures compiled once a shape.
import type { List, MapShape, Member, Scalar, Shape, Structure } from "../shapes.ts";
import { objectOf } from "./json-write.ts";
import { textWriter, type TextWriter } from "./scalars.ts";
import type { TimestampFormat } from "./timestamp.ts";
import { itemName, xmlNameOf } from "./xml.ts";
import { escapeAttribute, escapeText } from "./xml-text.ts";

/** Writes `value` as an element of that tag; `attributes` begins with a space when there are any. */
export type XmlWriter = (value: unknown, tag: string, attributes: string) => string;

export const namespaceAttribute = (namespace: readonly string[] | undefined): string => {
  if (namespace?.[0] === undefined) return "";
  const name = namespace[1] === undefined ? "xmlns" : `xmlns:${namespace[1]}`;
  return ` ${name}="${escapeAttribute(namespace[0])}"`;
};

interface WriteEntry {
  readonly name: string;
  readonly attribute: boolean;
  readonly write: (value: unknown) => string;
}

const isScalar = (shape: Shape): shape is Scalar =>
  shape.kind !== "structure" && shape.kind !== "list" && shape.kind !== "map";

/** The writers of one way to print timestamps. */
export class XmlWriters {
  readonly #timestamps: TimestampFormat;
  readonly #compiled = new WeakMap<Shape, XmlWriter>();

  constructor(timestamps: TimestampFormat) {
    this.#timestamps = timestamps;
  }

  of(shape: Shape): XmlWriter {
    let writer = this.#compiled.get(shape);
    if (writer === undefined) this.#compiled.set(shape, (writer = this.#compile(shape)));
    return writer;
  }

  #compile(shape: Shape): XmlWriter {
    switch (shape.kind) {
      case "structure":
        return this.#structure(shape);
      case "list":
        return (value, tag, attributes) =>
          `<${tag}${attributes}>${this.#items(shape, value, itemName(shape))}</${tag}>`;
      case "map":
        return (value, tag, attributes) => `<${tag}${attributes}>${this.#entries(shape, value, "entry")}</${tag}>`;
      default: {
        const write = this.#scalar(shape);
        return (value, tag, attributes) => `<${tag}${attributes}>${write(value)}</${tag}>`;
      }
    }
  }

  #scalar(shape: Scalar): TextWriter {
    const write = textWriter(shape, this.#timestamps);
    return shape.kind === "string" ? (value) => escapeText(write(value)) : write;
  }

  #items({ name, member }: List, value: unknown, tag: string): string {
    if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
    const write = this.of(member.target);
    const attributes = namespaceAttribute(member.namespace);
    let text = "";
    for (const item of value as unknown[])
      if (item !== undefined && item !== null) text += write(item, tag, attributes);
    return text;
  }

  #entries(map: MapShape, value: unknown, tag: string): string {
    const source = objectOf(value);
    const writeValue = this.of(map.value.target);
    const keyTag = map.key.xmlName ?? "key";
    const valueTag = map.value.xmlName ?? "value";
    const keyAttributes = namespaceAttribute(map.key.namespace);
    const valueAttributes = namespaceAttribute(map.value.namespace);
    let text = "";
    for (const key of Object.keys(source)) {
      const item = source[key];
      if (item === undefined || item === null) continue;
      text += `<${tag}><${keyTag}${keyAttributes}>${escapeText(key)}</${keyTag}>`;
      text += `${writeValue(item, valueTag, valueAttributes)}</${tag}>`;
    }
    return text;
  }

  #member(member: Member): WriteEntry["write"] {
    const { target, flattened } = member;
    const tag = xmlNameOf(member);
    if (flattened && target.kind === "list") return (value) => this.#items(target, value, tag);
    if (flattened && target.kind === "map") return (value) => this.#entries(target, value, tag);
    const attributes = namespaceAttribute(member.namespace);
    if (isScalar(target)) {
      const [open, close] = [`<${tag}${attributes}>`, `</${tag}>`];
      const writeText = this.#scalar(target);
      return (value) => open + writeText(value) + close;
    }
    let write: XmlWriter | undefined;
    return (value) => (write ??= this.of(target))(value, tag, attributes);
  }

  #attribute(member: Member): WriteEntry["write"] {
    const write = textWriter(member.target as Scalar, this.#timestamps);
    return (value) => ` ${xmlNameOf(member)}="${escapeAttribute(write(value))}"`;
  }

  #structure(structure: Structure): XmlWriter {
    let entries: readonly WriteEntry[] | undefined;
    const compile = (): readonly WriteEntry[] =>
      structure.members.map((member) => ({
        name: member.name,
        attribute: member.attribute ?? false,
        write: member.attribute ? this.#attribute(member) : this.#member(member),
      }));
    const ownAttributes = namespaceAttribute(structure.namespace);
    return (value, tag, outerAttributes) => {
      const source = objectOf(value);
      let attributes = outerAttributes || ownAttributes;
      let text = "";
      for (const { name, attribute, write } of (entries ??= compile())) {
        const item = source[name];
        if (item === undefined || item === null) continue;
        if (attribute) attributes += write(item);
        else text += write(item);
      }
      return `<${tag}${attributes}>${text}</${tag}>`;
    };
  }
}

/** The members of a structure as elements, without an element around them. */
export function membersText(writers: XmlWriters, structure: Structure, value: object): string {
  const text = writers.of(structure)(value, "x", " ");
  return text.slice("<x >".length, -"</x>".length);
}
