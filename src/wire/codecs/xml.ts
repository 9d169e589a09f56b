// The XML codec: closures compiled once a shape over the elements of xml-text.ts, and straight to text when writing.
import type { List, MapShape, Member, Scalar, Shape, Structure } from "../shapes.ts";
import { setKey } from "./decode-error.ts";
import { objectOf } from "./json.ts";
import { textReader, textWriter } from "./scalars.ts";
import { escapeAttribute, escapeText, type XmlElement } from "./xml-text.ts";

export type XmlReader = (element: XmlElement) => unknown;
/** Writes `value` as an element of that tag; `attributes` begins with a space when there are any. */
export type XmlWriter = (value: unknown, tag: string, attributes: string) => string;

export const xmlNameOf = (member: Member): string => member.xmlName ?? member.name;
export const namespaceAttribute = (namespace: readonly string[] | undefined): string => {
  if (namespace?.[0] === undefined) return "";
  const name = namespace[1] === undefined ? "xmlns" : `xmlns:${namespace[1]}`;
  return ` ${name}="${escapeAttribute(namespace[0])}"`;
};

const readers = new WeakMap<Shape, XmlReader>();
const writers = new WeakMap<Shape, XmlWriter>();

export function xmlReader(shape: Shape): XmlReader {
  let reader = readers.get(shape);
  if (reader === undefined) readers.set(shape, (reader = compileReader(shape)));
  return reader;
}

export function xmlWriter(shape: Shape): XmlWriter {
  let writer = writers.get(shape);
  if (writer === undefined) writers.set(shape, (writer = compileWriter(shape)));
  return writer;
}

function compileReader(shape: Shape): XmlReader {
  switch (shape.kind) {
    case "structure":
      return structureReader(shape);
    case "list":
      return (element) =>
        readList(
          shape,
          element.children.filter(({ name }) => name === itemName(shape)),
        );
    case "map":
      return (element) =>
        readMap(
          shape,
          element.children.filter(({ name }) => name === "entry"),
        );
    default: {
      const read = textReader(shape);
      return ({ text }) => read(shape.kind === "string" ? text : text.trim());
    }
  }
}

const itemName = ({ member }: List): string => member.xmlName ?? "member";

function readList(list: List, items: readonly XmlElement[]): unknown[] {
  const read = xmlReader(list.member.target);
  return items.map((item) => read(item));
}

function readMap({ key, value }: MapShape, entries: readonly XmlElement[]): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const read = xmlReader(value.target);
  for (const entry of entries) {
    const found = (name: string): XmlElement | undefined => entry.children.find((child) => child.name === name);
    const [keyElement, valueElement] = [found(key.xmlName ?? "key"), found(value.xmlName ?? "value")];
    if (keyElement && valueElement) setKey(result, keyElement.text, read(valueElement));
  }
  return result;
}

interface ReadEntry {
  readonly name: string;
  /** Flattened members take all elements of their name, the others the last one. */
  readonly read: (elements: readonly XmlElement[]) => unknown;
}

function memberReader({ target, flattened }: Member): ReadEntry["read"] {
  if (flattened && target.kind === "list") return (elements) => readList(target, elements);
  if (flattened && target.kind === "map") return (elements) => readMap(target, elements);
  return (elements) => xmlReader(target)(elements.at(-1)!);
}

function structureReader(structure: Structure): XmlReader {
  let entries: ReadonlyMap<string, ReadEntry> | undefined;
  let attributes: readonly Member[] = [];
  const compile = (): ReadonlyMap<string, ReadEntry> => {
    const inBody = structure.members.filter((member) => member.in === undefined);
    attributes = inBody.filter((member) => member.attribute);
    return new Map(
      inBody
        .filter((member) => !member.attribute)
        .map((member) => [localName(xmlNameOf(member)), { name: member.name, read: memberReader(member) }]),
    );
  };
  return (element) => {
    const known = (entries ??= compile());
    const result: Record<string, unknown> = {};
    const groups = new Map<string, XmlElement[]>();
    for (const child of element.children) {
      if (!known.has(child.name)) continue;
      const group = groups.get(child.name);
      if (group) group.push(child);
      else groups.set(child.name, [child]);
    }
    for (const [name, group] of groups) {
      const entry = known.get(name)!;
      result[entry.name] = entry.read(group);
    }
    for (const member of attributes) {
      const text = element.attributes.get(xmlNameOf(member));
      if (text !== undefined) result[member.name] = textReader(member.target as Scalar)(text);
    }
    return result;
  };
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

function compileWriter(shape: Shape): XmlWriter {
  switch (shape.kind) {
    case "structure":
      return structureWriter(shape);
    case "list":
      return (value, tag, attributes) => `<${tag}${attributes}>${writeItems(shape, value, itemName(shape))}</${tag}>`;
    case "map":
      return (value, tag, attributes) => `<${tag}${attributes}>${writeEntries(shape, value, "entry")}</${tag}>`;
    case "string": {
      const write = textWriter(shape, "dateTime");
      return (value, tag, attributes) => `<${tag}${attributes}>${escapeText(write(value))}</${tag}>`;
    }
    default: {
      const write = textWriter(shape, "dateTime");
      return (value, tag, attributes) => `<${tag}${attributes}>${write(value)}</${tag}>`;
    }
  }
}

function writeItems({ name, member }: List, value: unknown, tag: string): string {
  if (!Array.isArray(value)) throw new TypeError(`${name} must be an array`);
  const write = xmlWriter(member.target);
  const attributes = namespaceAttribute(member.namespace);
  let text = "";
  for (const item of value as unknown[]) if (item !== undefined && item !== null) text += write(item, tag, attributes);
  return text;
}

function writeEntries(map: MapShape, value: unknown, tag: string): string {
  const source = objectOf(value);
  const writeValue = xmlWriter(map.value.target);
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

function memberWriter(member: Member): (value: unknown) => string {
  const { target, flattened } = member;
  const tag = xmlNameOf(member);
  if (flattened && target.kind === "list") return (value) => writeItems(target, value, tag);
  if (flattened && target.kind === "map") return (value) => writeEntries(target, value, tag);
  const attributes = namespaceAttribute(member.namespace);
  return (value) => xmlWriter(target)(value, tag, attributes);
}

function attributeWriter(member: Member): (value: unknown) => string {
  const write = textWriter(member.target as Scalar, "dateTime");
  return (value) => ` ${xmlNameOf(member)}="${escapeAttribute(write(value))}"`;
}

interface WriteEntry {
  readonly name: string;
  readonly attribute: boolean;
  readonly write: (value: unknown) => string;
}

function structureWriter(structure: Structure): XmlWriter {
  let entries: readonly WriteEntry[] | undefined;
  const compile = (): readonly WriteEntry[] =>
    structure.members
      .filter((member) => member.in === undefined)
      .map((member) => ({
        name: member.name,
        attribute: member.attribute ?? false,
        write: member.attribute ? attributeWriter(member) : memberWriter(member),
      }));
  return (value, tag, outerAttributes) => {
    const source = objectOf(value);
    let attributes = outerAttributes || namespaceAttribute(structure.namespace);
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
