// XML that strangers send, read into plain trees: no document types, no entities of its own, bounded depth.
import { createRequire } from "node:module";
import { XML_DEPTH_MAX, XML_ELEMENTS_MAX } from "../limits.ts";

export interface XmlElement {
  /** Of the element's namespace, empty when it has none. */
  readonly namespace: string;
  /** Without prefix. */
  readonly name: string;
  /** By qualified name, e.g. `ID`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text in it, whatever comments cut it into. */
  readonly text: string;
}

/** The part of a DOM node that is read here; the library's own types drag in those of the browser. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly localName?: string | null;
  readonly namespaceURI?: string | null;
  readonly childNodes: ArrayLike<DomNode>;
  readonly attributes?: ArrayLike<{ readonly name: string; readonly value: string }>;
}

interface Xmldom {
  readonly DOMParser: new (options: { locator: boolean; errorHandler: (level: string, message: string) => never }) => {
    parseFromString(text: string, type: string): { readonly documentElement?: DomNode | null } | undefined;
  };
}

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

const require = createRequire(import.meta.url);
let xmldom: Xmldom | undefined;

/** The root element's node, or undefined when the text is no XML that is accepted here. */
export function parseDom(xml: string): DomNode | undefined {
  const text = xml.trim();
  if (/<!(?!--|\[CDATA\[)/.test(text) || text.lastIndexOf("<?") > 0) return undefined; // document types, instructions
  xmldom ??= require("@xmldom/xmldom") as Xmldom;
  const errorHandler = (_: string, message: string): never => {
    throw new Error(message);
  };
  try {
    const root = new xmldom.DOMParser({ locator: false, errorHandler }).parseFromString(
      text,
      "text/xml",
    )?.documentElement;
    return root && isBounded(root) ? root : undefined;
  } catch {
    return undefined; // not well-formed
  }
}

export function parseXml(text: string): XmlElement | undefined {
  const root = parseDom(text);
  return root && elementOf(root);
}

function isBounded(root: DomNode): boolean {
  let level = elementsIn(root);
  let elements = 1;
  for (let depth = 1; level.length > 0; depth++) {
    elements += level.length;
    if (depth >= XML_DEPTH_MAX || elements > XML_ELEMENTS_MAX) return false;
    level = level.flatMap(elementsIn);
  }
  return true;
}

const elementsIn = ({ childNodes }: DomNode): DomNode[] =>
  Array.from(childNodes).filter(({ nodeType }) => nodeType === ELEMENT);

export function elementOf(node: DomNode): XmlElement {
  const attributes = Array.from(node.attributes ?? []);
  return {
    namespace: node.namespaceURI ?? "",
    name: node.localName ?? "",
    attributes: new Map(attributes.map(({ name, value }) => [name, value])),
    children: elementsIn(node).map(elementOf),
    text: textOf(node),
  };
}

function textOf(node: DomNode): string {
  if (node.nodeType === TEXT || node.nodeType === CDATA) return node.nodeValue ?? "";
  return node.nodeType === ELEMENT ? Array.from(node.childNodes, textOf).join("") : "";
}

export const childrenOf = ({ children }: XmlElement, namespace: string, name: string): XmlElement[] =>
  children.filter((child) => child.namespace === namespace && child.name === name);

export const childOf = (parent: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined =>
  parent && childrenOf(parent, namespace, name)[0];

export const ASSERTION = "urn:oasis:names:tc:SAML:2.0:assertion";
export const PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
export const METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
export const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";
