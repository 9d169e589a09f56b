// The assertion of a SAML response that the provider really signed. Only what the signature covers is read further.
import type { SignedXml } from "xml-crypto";
import {
  ASSERTION,
  childrenOf,
  type DomNode,
  elementOf,
  parseDom,
  parseXml,
  PROTOCOL,
  SIGNATURE,
  type XmlElement,
} from "./xml.ts";

const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
const TRANSFORMS: readonly string[] = [
  "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
  EXCLUSIVE,
  `${EXCLUSIVE}WithComments`,
  "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
];
/** Taking the signature out and two ways of canonicalization, of which the library adds one itself. */
const TRANSFORMS_MAX = 3;
/** SHA-1 is left out: see the differences. */
const SIGNATURES: readonly string[] = [
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
];
const DIGESTS: readonly string[] = [
  "http://www.w3.org/2001/04/xmlenc#sha256",
  "http://www.w3.org/2001/04/xmlenc#sha512",
];

export type SignedAssertion =
  | { readonly kind: "signed"; readonly assertion: XmlElement }
  /** `failed`: the provider says so itself. `encrypted`: Forebay has no keys to open it. */
  | { readonly kind: "not-saml" | "failed" | "encrypted" | "unsigned" };

/** `certificates` in PEM: the provider's; those that the response brings along are not looked at. */
export async function signedAssertion(xml: string, certificates: readonly string[]): Promise<SignedAssertion> {
  const dom = parseDom(xml);
  const response = dom && elementOf(dom);
  if (!dom || response?.namespace !== PROTOCOL || response.name !== "Response") return { kind: "not-saml" };
  if (!isSuccess(response)) return { kind: "failed" };
  const [assertion, another] = childrenOf(response, ASSERTION, "Assertion");
  if (!assertion) return { kind: response.children.some(isEncrypted) ? "encrypted" : "not-saml" };
  if (another || countAssertions(response) !== 1) return { kind: "unsigned" };
  const { SignedXml: Signed } = await import("xml-crypto");
  const assertionNode = childNodes(dom, ASSERTION, "Assertion")[0];
  const signatures = [dom, assertionNode].flatMap((owner) =>
    owner ? childNodes(owner, SIGNATURE, "Signature").map((node) => ({ owner, node })) : [],
  );
  const signed = signatures.map(({ owner, node }) =>
    signedBy(certificates, () => new Signed(), { xml, node, id: idOf(owner) }),
  );
  if (signed.length === 0 || signed.includes(undefined)) return { kind: "unsigned" };
  // Both may be signed: the innermost signature covers what is read.
  const root = parseXml(signed.at(-1) ?? "");
  const read = root?.name === "Response" ? childrenOf(root, ASSERTION, "Assertion")[0] : root;
  if (read?.namespace !== ASSERTION || read.name !== "Assertion") return { kind: "unsigned" };
  return { kind: "signed", assertion: read };
}

interface Signature {
  readonly xml: string;
  readonly node: DomNode;
  /** Of the element that holds the signature, which must be all that it covers. */
  readonly id: string | undefined;
}

/** The canonical XML that is signed, or undefined when none of the certificates' keys signed it. */
function signedBy(certificates: readonly string[], create: () => SignedXml, signature: Signature): string | undefined {
  for (const publicCert of certificates) {
    try {
      const check = create();
      check.publicCert = publicCert;
      check.loadSignature(signature.node);
      // Before, so that little work is done for strangers; after, because only then it is what was signed.
      const holds = isAcceptable(check, signature.id) && check.checkSignature(signature.xml);
      if (holds && isAcceptable(check, signature.id)) return check.getSignedReferences()[0];
    } catch {
      continue; // the library throws for signatures that do not hold, and for those that make no sense
    }
  }
  return undefined;
}

function isAcceptable(check: SignedXml, id: string | undefined): boolean {
  const [reference, ...more] = check.getReferences();
  return (
    id !== undefined &&
    more.length === 0 &&
    reference?.uri === `#${id}` &&
    DIGESTS.includes(reference.digestAlgorithm) &&
    reference.transforms.length <= TRANSFORMS_MAX &&
    reference.transforms.every((transform) => TRANSFORMS.includes(transform)) &&
    SIGNATURES.includes(check.signatureAlgorithm ?? "") &&
    TRANSFORMS.includes(check.canonicalizationAlgorithm ?? "")
  );
}

const childNodes = ({ childNodes: nodes }: DomNode, namespace: string, name: string): DomNode[] =>
  Array.from(nodes).filter((node) => node.namespaceURI === namespace && node.localName === name);

const idOf = (node: DomNode): string | undefined =>
  Array.from(node.attributes ?? []).find(({ name }) => name === "ID")?.value || undefined;

function isSuccess(response: XmlElement): boolean {
  const [status] = childrenOf(response, PROTOCOL, "Status");
  const [code] = status ? childrenOf(status, PROTOCOL, "StatusCode") : [];
  return code?.attributes.get("Value") === "urn:oasis:names:tc:SAML:2.0:status:Success";
}

const isEncrypted = ({ namespace, name }: XmlElement): boolean =>
  namespace === ASSERTION && name === "EncryptedAssertion";

/** Anywhere in the response: a copy that hides in an extension is how signatures are wrapped. */
const countAssertions = ({ namespace, name, children }: XmlElement): number =>
  (namespace === ASSERTION && name === "Assertion" ? 1 : 0) +
  children.reduce((count, child) => count + countAssertions(child), 0);
