// Fields of an HTML form upload to S3 as the headers of the PutObject that it stands for, and its answer.
import { escapeText, parseXml, type XmlElement } from "../wire/codecs/xml-text.ts";
import type { HttpAnswer } from "../wire/http.ts";
import { malformedTagging } from "./form-errors.ts";
import type { FormUpload } from "./form-upload.ts";

const PLAIN = ["cache-control", "content-type", "content-disposition", "content-encoding", "expires", "content-md5"];
/** Fields of the signature itself. */
const SIGNING = new Set([
  "x-amz-signature",
  "x-amz-algorithm",
  "x-amz-credential",
  "x-amz-date",
  "x-amz-security-token",
]);

/** Errors: MalformedXML for tags that are no XML. */
export function headersOfFields(fields: ReadonlyMap<string, string>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of fields) {
    const passes = PLAIN.includes(name) || (name.startsWith("x-amz-") && !SIGNING.has(name));
    if (passes) headers[name] = Buffer.from(value).toString("latin1");
  }
  const acl = fields.get("acl");
  if (acl !== undefined) headers["x-amz-acl"] = acl;
  const tagging = fields.get("tagging");
  if (tagging !== undefined) headers["x-amz-tagging"] = taggingHeader(tagging);
  return headers;
}

/** Recorded: XML of another kind has no tags. */
function taggingHeader(xml: string): string {
  let root: XmlElement;
  try {
    root = parseXml(xml);
  } catch {
    throw malformedTagging();
  }
  const sets = root.name === "Tagging" ? childrenOf(root, "TagSet") : [];
  const tags = sets.flatMap((set) => childrenOf(set, "Tag"));
  const textOf = (tag: XmlElement, name: string): string => childrenOf(tag, name)[0]?.text ?? "";
  return tags
    .map((tag) => `${encodeURIComponent(textOf(tag, "Key"))}=${encodeURIComponent(textOf(tag, "Value"))}`)
    .join("&");
}

const childrenOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** What the form asked to be answered: a redirect, a document, or nothing. Documented. */
export function formAnswer({ fields, key }: FormUpload, answer: HttpAnswer, location: string): HttpAnswer {
  const { headers } = answer;
  const etag = headers["etag"] ?? "";
  const bucket = fields.get("bucket") ?? "";
  const redirect = redirectOf(fields.get("success_action_redirect") ?? fields.get("redirect"));
  if (redirect !== undefined) {
    for (const [name, value] of Object.entries({ bucket, key, etag })) redirect.searchParams.set(name, value);
    return { status: 303, headers: { ...headers, location: redirect.href }, body: undefined };
  }
  const status = fields.get("success_action_status");
  const located = { ...headers, location };
  if (status === "200") return { status: 200, headers: located, body: undefined };
  if (status !== "201") return { status: 204, headers: located, body: undefined };
  const element = (name: string, text: string): string => `<${name}>${escapeText(text)}</${name}>`;
  const body =
    `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>` +
    `${element("Location", location)}${element("Bucket", bucket)}${element("Key", key)}${element("ETag", etag)}</PostResponse>`;
  return { status: 201, headers: { ...located, "content-type": "application/xml" }, body };
}

function redirectOf(url: string | undefined): URL | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  return new URL(url);
}
