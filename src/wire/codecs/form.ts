// Form-encoded inputs of the query protocols: `A.member.1.B=x` to the handler's input, by closures compiled once a shape.
import type { List, MapShape, Member, Shape, Structure } from "../shapes.ts";
import { DecodeError, NESTING_DEPTH_MAX, setKey } from "./decode-error.ts";
import { utf8Text } from "./json-text.ts";
import { textReader } from "./scalars.ts";

export interface FormNode {
  text: string | undefined;
  children: Map<string, FormNode> | undefined;
}

export type FormReader = (node: FormNode) => unknown;

/** Parameters in one request. */
const PARAMETERS_MAX = 100_000;

const emptyNode = (): FormNode => ({ text: undefined, children: undefined });

function decodeComponent(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  if (!spaced.includes("%")) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    throw new DecodeError("invalid percent-encoding");
  }
}

/** Key-value pairs of form text, decoded. Errors: DecodeError. */
export function* formPairs(text: string): Generator<[string, string]> {
  let count = 0;
  for (let start = 0; start < text.length;) {
    const next = text.indexOf("&", start);
    const end = next < 0 ? text.length : next;
    const pair = text.slice(start, end);
    start = end + 1;
    if (pair === "") continue;
    if (++count > PARAMETERS_MAX) throw new DecodeError("too many parameters");
    const equals = pair.indexOf("=");
    if (equals < 0) yield [decodeComponent(pair), ""];
    else yield [decodeComponent(pair.slice(0, equals)), decodeComponent(pair.slice(equals + 1))];
  }
}

/** The parameters as a tree of their keys' dotted parts. Errors: DecodeError. */
export function parseForm(body: Uint8Array): FormNode {
  const root = emptyNode();
  for (const [key, value] of formPairs(utf8Text(body))) {
    const parts = key.split(".", NESTING_DEPTH_MAX + 1);
    if (parts.length > NESTING_DEPTH_MAX) throw new DecodeError("Exceeded maximum nesting depth.");
    let node = root;
    for (const part of parts) {
      node.children ??= new Map();
      let child = node.children.get(part);
      if (child === undefined) node.children.set(part, (child = emptyNode()));
      node = child;
    }
    node.text ??= value;
  }
  return root;
}

const INDEX = /^[1-9]\d{0,8}$/;

/** The children that are numbered, in order; gaps are allowed. */
function numbered(node: FormNode): FormNode[] {
  const indexed = [...(node.children ?? [])].filter(([key]) => INDEX.test(key));
  return indexed.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
}

const capitalised = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** The readers of one of the two query protocols. */
export class FormReaders {
  readonly #ec2: boolean;
  readonly #compiled = new WeakMap<Shape, FormReader>();

  constructor(protocol: "awsQuery" | "ec2Query") {
    this.#ec2 = protocol === "ec2Query";
  }

  of(shape: Shape): FormReader {
    let reader = this.#compiled.get(shape);
    if (reader === undefined) this.#compiled.set(shape, (reader = this.#compile(shape)));
    return reader;
  }

  #nameOf(member: Member): string {
    const name = member.xmlName ?? member.name;
    return this.#ec2 ? (member.queryName ?? capitalised(name)) : name;
  }

  #compile(shape: Shape): FormReader {
    switch (shape.kind) {
      case "structure":
        return this.#structure(shape);
      case "list":
        return (node) => this.#list(shape, node, this.#ec2);
      case "map":
        return (node) => this.#map(shape, node, false);
      default: {
        const read = textReader(shape);
        return ({ text, children }) => {
          if (text !== undefined) return read(text);
          throw new DecodeError(
            children ? "Start of structure or map found where not expected." : "Unexpected end of form",
          );
        };
      }
    }
  }

  #structure(structure: Structure): FormReader {
    let entries: readonly { name: string; key: string; read: FormReader }[] | undefined;
    const compile = (): NonNullable<typeof entries> =>
      structure.members.map((member) => ({ name: member.name, key: this.#nameOf(member), read: this.#member(member) }));
    return (node) => {
      const result: Record<string, unknown> = {};
      const { children } = node;
      if (children === undefined) {
        if (node.text) throw new DecodeError("Unexpected text where a structure was expected");
        return result;
      }
      for (const { name, key, read } of (entries ??= compile())) {
        const child = children.get(key);
        if (child !== undefined) result[name] = read(child);
      }
      return result;
    };
  }

  #member({ target, flattened }: Member): FormReader {
    if (flattened && target.kind === "list") return (node) => this.#list(target, node, true);
    if (flattened && target.kind === "map") return (node) => this.#map(target, node, true);
    return (node) => this.of(target)(node);
  }

  /** `Key=` alone is an empty list; `Key=x` is none. */
  #list({ member }: List, node: FormNode, flattened: boolean): unknown[] {
    if (node.text) throw new DecodeError("Unexpected text where a list was expected");
    const holder = flattened ? node : node.children?.get(member.xmlName ?? "member");
    if (holder === undefined) return [];
    const read = this.of(member.target);
    return numbered(holder).map((item) => read(item));
  }

  #map({ key, value }: MapShape, node: FormNode, flattened: boolean): Record<string, unknown> {
    if (node.text) throw new DecodeError("Unexpected text where a map was expected");
    const result: Record<string, unknown> = {};
    const holder = flattened ? node : node.children?.get("entry");
    if (holder === undefined) return result;
    const read = this.of(value.target);
    for (const entry of numbered(holder)) {
      const keyNode = entry.children?.get(key.xmlName ?? "key");
      const valueNode = entry.children?.get(value.xmlName ?? "value");
      if (keyNode?.text !== undefined && valueNode) setKey(result, keyNode.text, read(valueNode));
    }
    return result;
  }
}
