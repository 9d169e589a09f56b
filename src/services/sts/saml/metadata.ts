// What a SAML provider's metadata document says: who the provider is, and the keys that it signs with.
import { X509Certificate } from "node:crypto";
import { SAML_CERTIFICATES_MAX } from "../limits.ts";
import { childOf, childrenOf, METADATA, parseXml, SIGNATURE, type XmlElement } from "./xml.ts";

export interface SamlMetadata {
  readonly entityId: string;
  /** PEM. */
  readonly certificates: readonly string[];
}

/** Undefined when the document is not the metadata of an identity provider. */
export function readMetadata(document: string): SamlMetadata | undefined {
  const root = parseXml(document);
  if (root?.namespace !== METADATA || root.name !== "EntityDescriptor") return undefined;
  const entityId = root.attributes.get("entityID");
  const role = childOf(root, METADATA, "IDPSSODescriptor");
  if (!entityId || !role) return undefined;
  const certificates = childrenOf(role, METADATA, "KeyDescriptor")
    .filter(({ attributes }) => (attributes.get("use") ?? "signing") === "signing")
    .flatMap(certificatesIn);
  return { entityId, certificates: certificates.slice(0, SAML_CERTIFICATES_MAX) };
}

function certificatesIn(descriptor: XmlElement): string[] {
  const info = childOf(descriptor, SIGNATURE, "KeyInfo");
  const data = info ? childrenOf(info, SIGNATURE, "X509Data") : [];
  const texts = data.flatMap((one) => childrenOf(one, SIGNATURE, "X509Certificate")).map(({ text }) => text);
  return texts.map(pemOf).filter((pem) => pem !== undefined);
}

function pemOf(base64: string): string | undefined {
  try {
    return new X509Certificate(Buffer.from(base64, "base64")).toString();
  } catch {
    return undefined; // no certificate: it vouches for nothing
  }
}
