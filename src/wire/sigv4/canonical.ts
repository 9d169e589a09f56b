// The canonical request of Signature Version 4: what client and server both hash.
import type { RequestHead } from "../http.ts";

/** S3 signs the path as it was sent; every other service normalises it and percent-encodes it once more. */
export type PathRule = "as-sent" | "encoded" | "normalised";

const NEEDS_NO_ENCODING = /^[A-Za-z0-9\-._~]*$/;
const QUERY_IS_CANONICAL = /^[A-Za-z0-9\-._~=&]*$/;
const encodeChar = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/** RFC 3986 with only the unreserved characters left as they are. */
function percentEncode(text: string): string {
  if (NEEDS_NO_ENCODING.test(text)) return text;
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, encodeChar);
}

/** The text that `encoded` stands for; bytes that are no UTF-8 and broken escapes stay as they are. */
export function percentDecode(encoded: string): string {
  if (!encoded.includes("%")) return encoded;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

function canonicalPath(path: string, rule: PathRule): string {
  if (path === "/" || path === "") return "/";
  if (rule === "as-sent") return path;
  const segments = path.split("/");
  const kept = rule === "normalised" ? normalised(segments) : segments;
  return kept.map(percentEncode).join("/");
}

function normalised(segments: readonly string[]): string[] {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  const directory = kept.length > 0 && segments.at(-1) === "";
  return ["", ...kept, ...(directory || kept.length === 0 ? [""] : [])];
}

/** Sorted by encoded name, then by encoded value, without the parameters that `omitted` names. */
function canonicalQuery(query: string, omitted: readonly string[] = []): string {
  if (query === "") return "";
  const plain = QUERY_IS_CANONICAL.test(query);
  const parameters: string[] = [];
  for (const part of query.split("&")) {
    if (part === "") continue;
    const at = part.indexOf("=");
    const name = at < 0 ? part : part.slice(0, at);
    if (omitted.includes(percentDecode(name))) continue;
    const value = at < 0 ? "" : part.slice(at + 1);
    parameters.push(plain ? `${name}=${value}` : `${recoded(name)}=${recoded(value)}`);
  }
  return parameters.sort(byNameThenValue).join("&");
}

const recoded = (encoded: string): string => percentEncode(percentDecode(encoded.replaceAll("+", "%20")));

function byNameThenValue(a: string, b: string): number {
  const nameOfA = a.slice(0, a.indexOf("="));
  const nameOfB = b.slice(0, b.indexOf("="));
  if (nameOfA !== nameOfB) return nameOfA < nameOfB ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function canonicalHeaders(headers: RequestHead["headers"], names: readonly string[]): string {
  let lines = "";
  for (const name of names) {
    const value = headers[name] ?? "";
    lines += `${name}:${value.includes("  ") ? value.replaceAll(/ +/g, " ").trim() : value.trim()}\n`;
  }
  return lines;
}

export interface CanonicalOptions {
  readonly signedHeaders: readonly string[];
  /** Lower-case hex SHA-256 of the body, or one of the words that stand for it. */
  readonly payloadHash: string;
  readonly pathRule: PathRule;
  readonly omittedQuery?: readonly string[];
}

export function canonicalRequest(head: RequestHead, options: CanonicalOptions): string {
  const { signedHeaders, payloadHash, pathRule, omittedQuery } = options;
  return (
    `${head.method}\n${canonicalPath(head.path, pathRule)}\n${canonicalQuery(head.query, omittedQuery)}\n` +
    `${canonicalHeaders(head.headers, signedHeaders)}\n${signedHeaders.join(";")}\n${payloadHash}`
  );
}
