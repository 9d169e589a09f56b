// A SAML identity provider for tests: its metadata, and responses that it signs.
import { SignedXml } from "xml-crypto";
import { certificate } from "./certificate.ts";

export const SAML_AUDIENCE = "https://signin.aws.amazon.com/saml";
const AWS = "https://aws.amazon.com/SAML/Attributes/";
const DSIG = "http://www.w3.org/2000/09/xmldsig#";
const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const MINUTE_MS = 60_000;

export interface SamlWanted {
  readonly nowMs: number;
  readonly roles: readonly string[];
  readonly issuer?: string;
  readonly subject?: string;
  readonly audience?: string;
  readonly recipient?: string;
  readonly issuedMs?: number;
  readonly expiresMs?: number;
  readonly sessionEndMs?: number;
  readonly status?: string;
  readonly sessionName?: string | undefined;
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  readonly sign?: readonly ("assertion" | "response")[];
  readonly algorithms?: { readonly signature?: string; readonly digest?: string };
}

export interface SamlProvider {
  readonly entityId: string;
  readonly metadata: string;
  readonly certificate: string;
  response(wanted: SamlWanted): string;
}

export const base64 = (xml: string): string => Buffer.from(xml).toString("base64");

export async function samlProvider(entityId = "https://idp.example.com/saml"): Promise<SamlProvider> {
  const { cert, key: privateKey } = await certificate({ name: "idp", rsa: true });
  const der = cert.replaceAll(/-----[A-Z ]+-----|\s/g, "");
  const metadata =
    `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">` +
    `<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">` +
    `<KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="${DSIG}"><ds:X509Data><ds:X509Certificate>${der}` +
    `</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>` +
    `<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${entityId}/sso"/>` +
    `</IDPSSODescriptor></EntityDescriptor>`;
  const sign = (xml: string, name: string, algorithms: SamlWanted["algorithms"]): string => {
    const signer = new SignedXml({ privateKey, canonicalizationAlgorithm: EXCLUSIVE });
    signer.signatureAlgorithm = algorithms?.signature ?? RSA_SHA256;
    const xpath = `//*[local-name(.)='${name}']`;
    const transforms = [`${DSIG}enveloped-signature`, EXCLUSIVE];
    signer.addReference({ xpath, transforms, digestAlgorithm: algorithms?.digest ?? SHA256 });
    signer.computeSignature(xml, {
      location: { reference: `${xpath}/*[local-name(.)='Issuer']`, action: "after" },
      prefix: "ds",
    });
    return signer.getSignedXml();
  };
  return {
    entityId,
    metadata,
    certificate: cert,
    response: (wanted) => {
      let xml = unsigned({ issuer: entityId, ...wanted });
      for (const what of wanted.sign ?? ["assertion"])
        xml = sign(xml, what === "assertion" ? "Assertion" : "Response", wanted.algorithms);
      return xml;
    },
  };
}

function unsigned(wanted: SamlWanted): string {
  const { nowMs, issuer = "", subject = "alice", audience = SAML_AUDIENCE, recipient = SAML_AUDIENCE } = wanted;
  const issued = iso(wanted.issuedMs ?? nowMs);
  const expires = iso(wanted.expiresMs ?? nowMs + 5 * MINUTE_MS);
  const ends = wanted.sessionEndMs === undefined ? "" : ` SessionNotOnOrAfter="${iso(wanted.sessionEndMs)}"`;
  const name = "sessionName" in wanted ? wanted.sessionName : "alice@example.com";
  const attributes = {
    [`${AWS}Role`]: wanted.roles,
    ...(name !== undefined && { [`${AWS}RoleSessionName`]: [name] }),
    ...wanted.attributes,
  };
  return (
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
    `ID="_response" Version="2.0" IssueInstant="${issued}" Destination="${recipient}"><saml:Issuer>${issuer}</saml:Issuer>` +
    `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${wanted.status ?? "Success"}"/></samlp:Status>` +
    `<saml:Assertion ID="_assertion" Version="2.0" IssueInstant="${issued}"><saml:Issuer>${issuer}</saml:Issuer>` +
    `<saml:Subject><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">${subject}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">` +
    `<saml:SubjectConfirmationData NotOnOrAfter="${expires}" Recipient="${recipient}"/></saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${issued}" NotOnOrAfter="${expires}"><saml:AudienceRestriction>` +
    `<saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${issued}"${ends}/><saml:AttributeStatement>` +
    Object.entries(attributes)
      .map(([key, values]) => `<saml:Attribute Name="${key}">${values.map(valueOf).join("")}</saml:Attribute>`)
      .join("") +
    `</saml:AttributeStatement></saml:Assertion></samlp:Response>`
  );
}

const valueOf = (value: string): string => `<saml:AttributeValue>${value}</saml:AttributeValue>`;

const iso = (timeMs: number): string => new Date(timeMs).toISOString();
