// Reads the elements of xml-text.ts by the model, with closures compiled once a shape.
import type { List, MapShape, Member, Scalar, Shape, Structure } from "../shapes.ts";
import { setKey } from "./decode-error.ts";
import { textReader } from "./scalars.ts";
import type { XmlElement } from "./xml-text.ts";

export type XmlReader = (element: XmlElement) => unknown;

export const xmlNameOf = (member: Member): string => member.xmlName ?? member.name;

const readers = new WeakMap<Shape, XmlReader>();

export function xmlReader(shape: Shape): XmlReader {
  let reader = readers.get(shape);
  if (reader === undefined) readers.set(shape, (reader = compileReader(shape)));
  return reader;
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

export const itemName = ({ member }: List): string => member.xmlName ?? "member";

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
    attributes = structure.members.filter((member) => member.attribute);
    return new Map(
      structure.members
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
