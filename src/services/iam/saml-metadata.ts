// What an identity provider says of itself in SAML 2.0 metadata, as far as IAM wants to know it.
import { X509Certificate } from "node:crypto";
import { parseXml, type XmlElement } from "./xml-elements.ts";

const METADATA = "urn:oasis:names:tc:SAML:2.0:metadata";
const SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

export interface SamlMetadata {
  readonly entityId: string;
  /** Epoch ms; undefined when the document sets no end. */
  readonly validUntilMs: number | undefined;
  readonly signingCertificates: readonly X509Certificate[];
}

/** Undefined when the text is no metadata of an identity provider that signs. */
export function parseSamlMetadata(text: string): SamlMetadata | undefined {
  const root = parseXml(text);
  if (!root || root.name !== "EntityDescriptor" || root.namespace !== METADATA) return undefined;
  const entityId = root.attributes.get("entityID");
  const [provider] = within(root, METADATA, "IDPSSODescriptor");
  if (!entityId || !provider) return undefined;
  const certificates = within(provider, METADATA, "KeyDescriptor")
    .filter((key) => (key.attributes.get("use") ?? "signing") === "signing")
    .flatMap((key) => everyWithin(key, SIGNATURE, "X509Certificate"))
    .map(({ text: base64 }) => certificateOf(base64));
  if (certificates.length === 0 || certificates.includes(undefined)) return undefined;
  const validUntilMs = Date.parse(root.attributes.get("validUntil") ?? "");
  return {
    entityId,
    validUntilMs: Number.isNaN(validUntilMs) ? undefined : validUntilMs,
    signingCertificates: certificates.filter((certificate) => certificate !== undefined),
  };
}

const within = (element: XmlElement, namespace: string, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name && child.namespace === namespace);

const everyWithin = (element: XmlElement, namespace: string, name: string): XmlElement[] =>
  element.children.flatMap((child) =>
    child.name === name && child.namespace === namespace ? [child] : everyWithin(child, namespace, name),
  );

function certificateOf(base64: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, "base64"));
  } catch {
    return undefined; // not a certificate
  }
}
