// Reads the elements of an XML document, with namespaces: as much of XML as SAML metadata needs. No DTD, so nothing expands.

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const DEPTH_MAX = 64;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([^\s<>/]+)\s*>|<([^\s<>/!?]+)((?:\s+[^\s<>=/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ATTRIBUTE = /\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface Open {
  readonly element: XmlElement;
  readonly tag: string;
  readonly prefixes: ReadonlyMap<string, string>;
}

/** The root element, or undefined when the text is not well-formed. */
export function parseXml(text: string): XmlElement | undefined {
  try {
    return new Reader().read(text);
  } catch (error) {
    if (error instanceof NotWellFormed) return undefined;
    throw error;
  }
}

class NotWellFormed extends Error {}

class Reader {
  readonly #open: Open[] = [];
  #root: XmlElement | undefined;

  read(text: string): XmlElement | undefined {
    TOKEN.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
    while (TOKEN.lastIndex < text.length) {
      const match = TOKEN.exec(text);
      if (!match) throw new NotWellFormed();
      const [, cdata, end, start, attributes = "", empty, plain] = match;
      if (start !== undefined) this.#start(start, attributes, empty === "/");
      else if (end !== undefined) this.#end(end);
      else if (cdata !== undefined) this.#text(cdata);
      else if (plain !== undefined) this.#text(resolved(plain));
    }
    return this.#open.length === 0 ? this.#root : undefined;
  }

  #start(tag: string, attributeText: string, empty: boolean): void {
    const parent = this.#open.at(-1);
    if ((!parent && this.#root) || this.#open.length >= DEPTH_MAX) throw new NotWellFormed();
    const attributes = attributesIn(attributeText);
    const prefixes = withDeclared(parent?.prefixes ?? new Map(), attributes);
    const colon = tag.indexOf(":");
    const namespace = prefixes.get(tag.slice(0, Math.max(0, colon)));
    if (colon >= 0 && namespace === undefined) throw new NotWellFormed();
    const element: XmlElement = {
      name: tag.slice(colon + 1),
      namespace: namespace ?? "",
      attributes,
      children: [],
      text: "",
    };
    parent?.element.children.push(element);
    this.#root ??= element;
    if (!empty) this.#open.push({ element, tag, prefixes });
  }

  #end(tag: string): void {
    if (this.#open.pop()?.tag !== tag) throw new NotWellFormed();
  }

  #text(text: string): void {
    const parent = this.#open.at(-1);
    if (parent) parent.element.text += text;
    else if (text.trim() !== "") throw new NotWellFormed();
  }
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = "", double, single] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new NotWellFormed();
    attributes.set(name, resolved(double ?? single ?? ""));
  }
  return attributes;
}

function withDeclared(
  prefixes: ReadonlyMap<string, string>,
  attributes: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const declared = [...attributes].flatMap(([name, value]) => {
    if (name === "xmlns") return [["", value] as const];
    return name.startsWith("xmlns:") ? [[name.slice("xmlns:".length), value] as const] : [];
  });
  return declared.length === 0 ? prefixes : new Map([...prefixes, ...declared]);
}

const resolved = (text: string): string =>
  text.replace(/&([^;&]*);?/g, (whole, name: string) => {
    const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : ENTITIES[name];
    if (character === undefined || !whole.endsWith(";")) throw new NotWellFormed();
    return character;
  });
