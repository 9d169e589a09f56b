// A strict, small XML reader: elements, attributes, text, CDATA, references. No DTD: that is refused.
import { DecodeError, NESTING_DEPTH_MAX } from "./decode-error.ts";

export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  /** By qualified name, `xmlns` included. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** All its text, references resolved. */
  text: string;
}

const NAME = String.raw`[A-Za-z_\u00b7\u00c0-\ud7ff\uf900-\ufffd][-.\w\u00b7\u00c0-\ud7ff\uf900-\ufffd]*`;
const QUALIFIED = `(?:(${NAME}):)?(${NAME})`;
const OPEN = new RegExp(`<${QUALIFIED}`, "uy");
const ATTRIBUTE = new RegExp(String.raw`\s+((?:${NAME}:)?${NAME})\s*=\s*("[^"<]*"|'[^'<]*')`, "uy");
const OPEN_END = /\s*(\/?)>/y;
const CLOSE = new RegExp(String.raw`</${QUALIFIED}\s*>`, "uy");
const DECLARATION = /\ufeff?(?:<\?xml\s[^>]*\?>)?/y;
const SPACE = /\s*/y;
const REFERENCE = /&([^;&]{0,12});?/g;
/** What XML 1.0 does not allow as a character. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const named: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

function resolveReference(whole: string, body: string): string {
  const character = named.get(body);
  if (character !== undefined && whole.endsWith(";")) return character;
  const match = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(body);
  if (!match || !whole.endsWith(";")) throw new DecodeError("invalid reference in XML");
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new DecodeError("invalid character reference");
  const text = String.fromCodePoint(code);
  if (FORBIDDEN.test(text)) throw new DecodeError("invalid character reference");
  return text;
}

function resolveText(raw: string): string {
  const text = raw.includes("\r") ? raw.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : raw;
  if (FORBIDDEN.test(text)) throw new DecodeError("invalid character in XML");
  return text.includes("&") ? text.replace(REFERENCE, resolveReference) : text;
}

class XmlParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }

  document(): XmlElement {
    this.#match(DECLARATION);
    this.#skipMisc();
    const { element, closed } = this.#open();
    if (!closed) this.#content(element);
    this.#skipMisc();
    if (this.#at !== this.#text.length) throw new DecodeError("content after the root element");
    return element;
  }

  /** Past what begins here and ends there, if it begins here. Searched, not matched: it may be megabytes long. */
  #skipped(start: string, end: string): boolean {
    if (!this.#text.startsWith(start, this.#at)) return false;
    const found = this.#text.indexOf(end, this.#at + start.length);
    if (found < 0) throw new DecodeError("a comment or instruction does not end");
    this.#at = found + end.length;
    return true;
  }

  #skipMisc(): void {
    do this.#match(SPACE);
    while (this.#skipped("<!--", "-->") || this.#skipped("<?", "?>"));
  }

  #open(): { element: XmlElement; qualified: string; closed: boolean } {
    const match = this.#match(OPEN);
    if (!match) throw new DecodeError("an element was expected");
    const [whole, , name] = match;
    const attributes = new Map<string, string>();
    for (let found = this.#match(ATTRIBUTE); found; found = this.#match(ATTRIBUTE)) {
      const [, attribute, quoted] = found;
      if (attributes.has(attribute!)) throw new DecodeError("an attribute stands twice");
      attributes.set(attribute!, resolveText(quoted!.slice(1, -1)));
    }
    const end = this.#match(OPEN_END);
    if (!end) throw new DecodeError("malformed start tag");
    return {
      element: { name: name!, attributes, children: [], text: "" },
      qualified: whole.slice(1),
      closed: end[1] === "/",
    };
  }

  /** Reads the content of `root` up to its end tag, without recursion. */
  #content(root: XmlElement): void {
    const open: { element: XmlElement; qualified: string }[] = [{ element: root, qualified: "" }];
    while (open.length > 0) {
      const { element, qualified } = open.at(-1)!;
      this.#characters(element);
      if (this.#text.startsWith("</", this.#at)) {
        const close = this.#match(CLOSE);
        const name = close?.[1] === undefined ? close?.[2] : `${close[1]}:${close[2]}`;
        if (!close || close[2] !== element.name || (qualified !== "" && name !== qualified))
          throw new DecodeError("mismatched end tag");
        open.pop();
      } else if (this.#text.startsWith("<![CDATA[", this.#at)) this.#cdata(element);
      else if (!this.#skipped("<!--", "-->") && !this.#skipped("<?", "?>")) {
        if (open.length >= NESTING_DEPTH_MAX) throw new DecodeError("Exceeded maximum nesting depth.");
        const child = this.#open();
        element.children.push(child.element);
        if (!child.closed) open.push(child);
      }
    }
  }

  #characters(element: XmlElement): void {
    const end = this.#text.indexOf("<", this.#at);
    if (end < 0) throw new DecodeError("the document ends inside an element");
    if (end > this.#at) element.text += resolveText(this.#text.slice(this.#at, end));
    this.#at = end;
  }

  #cdata(element: XmlElement): void {
    const start = this.#at + "<![CDATA[".length;
    const end = this.#text.indexOf("]]>", start);
    if (end < 0) throw new DecodeError("CDATA does not end");
    const text = this.#text.slice(start, end);
    if (FORBIDDEN.test(text)) throw new DecodeError("invalid character in XML");
    element.text += text;
    this.#at = end + 3;
  }
}

/** The root element. Errors: DecodeError. */
export const parseXml = (text: string): XmlElement => new XmlParser(text).document();

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#xD;",
  "\n": "&#xA;",
  "\t": "&#x9;",
  "\u0085": "&#x85;",
  "\u2028": "&#x2028;",
};
const SPECIAL = /[&<>"\r\u0085\u2028]/g;
const ATTRIBUTE_SPECIALS = /[&<>"\r\n\t\u0085\u2028]/g;
const escapeOf = (character: string): string => ESCAPES[character] ?? character;

/** Found one by one: a callback for each, as `replace` has it, takes longer than all the rest of a listing's text. */
export function escapeText(text: string): string {
  let escaped = "";
  let from = 0;
  SPECIAL.lastIndex = 0;
  while (SPECIAL.test(text)) {
    const at = SPECIAL.lastIndex - 1;
    escaped += text.slice(from, at) + escapeOf(text[at] as string);
    from = at + 1;
  }
  return from === 0 ? text : escaped + text.slice(from);
}
export const escapeAttribute = (text: string): string => text.replace(ATTRIBUTE_SPECIALS, escapeOf);
