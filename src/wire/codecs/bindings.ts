// HTTP bindings of the REST protocols: labels, query, headers and status to members, and members to headers.
import type { RequestHead } from "../http.ts";
import type { Member, Scalar, Structure } from "../shapes.ts";
import type { Location } from "../stored-model.ts";
import { DecodeError, setKey } from "./decode-error.ts";
import { parseBase64, stringOf, textReader, textWriter, type TextReader, type TextWriter } from "./scalars.ts";
import { isTimestamp, parseTimestamp } from "./timestamp.ts";

/** Members of an input or output by where they travel. */
export interface Bindings {
  readonly label: readonly Member[];
  readonly query: readonly Member[];
  readonly queryParams: Member | undefined;
  readonly header: readonly Member[];
  readonly prefixHeaders: readonly Member[];
  readonly status: Member | undefined;
  readonly payload: Member | undefined;
  /** The structure with those of its members only that are in the body together. */
  readonly body: Structure;
}

type Direction = "input" | "output";

/** Bindings that mean nothing in a direction are ignored there, and everywhere below the top. */
const ignored: Readonly<Record<Direction, ReadonlySet<Location>>> = {
  input: new Set(["status"]),
  output: new Set(["label", "query", "queryParams"]),
};
const bindings = { input: new WeakMap<Structure, Bindings>(), output: new WeakMap<Structure, Bindings>() };

export function bindingsOf(structure: Structure, direction: Direction): Bindings {
  let found = bindings[direction].get(structure);
  if (found === undefined) bindings[direction].set(structure, (found = bind(structure, ignored[direction])));
  return found;
}

function bind(structure: Structure, without: ReadonlySet<Location>): Bindings {
  const at = (location: Location): Member[] =>
    without.has(location) ? [] : structure.members.filter((member) => member.in === location);
  const events = structure.members.find(({ target }) => target.kind === "structure" && target.events);
  const payload = at("payload")[0] ?? events;
  const inBody = structure.members.filter(
    (member) => member !== payload && (member.in === undefined || without.has(member.in)),
  );
  return {
    label: at("label"),
    query: at("query"),
    queryParams: at("queryParams")[0],
    header: at("header"),
    prefixHeaders: at("prefixHeaders"),
    status: at("status")[0],
    payload,
    body: { ...structure, members: inBody },
  };
}

const scalarOf = (member: Member): Scalar => member.target as Scalar;
const isJson = (member: Member): boolean => mediaTypeOf(member)?.startsWith("application/json") ?? false;
export const mediaTypeOf = (member: Member): string | undefined =>
  member.mediaType ?? ("mediaType" in member.target ? member.target.mediaType : undefined);

/** One text of a member outside the body. Strings with a media type travel in base64 in headers. */
function readerOf(member: Member): TextReader {
  if (member.in === "header" && isJson(member)) return (text) => Buffer.from(parseBase64(text)).toString("utf8");
  return textReader(scalarOf(member));
}

function writerOf(member: Member): TextWriter {
  const write = textWriter(
    scalarOf(member),
    member.in === "header" || member.in === "prefixHeaders" ? "httpDate" : "dateTime",
  );
  return isJson(member) ? (value) => Buffer.from(write(value)).toString("base64") : write;
}

/** Splits a header's list: quoted items may hold commas; dates hold one each. */
function splitHeader(text: string, dates: boolean): string[] {
  if (text.trim() === "") return [];
  if (dates && /^[A-Za-z]{3,9},/.test(text)) return text.match(/[^,]+,[^,]+/g)?.map((item) => item.trim()) ?? [];
  const items: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const quoted = /\s*"((?:[^"\\]|\\.)*)"\s*(?:,|$)/y;
    quoted.lastIndex = at;
    const match = quoted.exec(text);
    if (match) {
      items.push(match[1]!.replaceAll(/\\(.)/g, "$1"));
      at = quoted.lastIndex;
      if (!match[0].endsWith(",")) break;
    } else {
      const comma = text.indexOf(",", at);
      items.push(text.slice(at, comma < 0 ? undefined : comma).trim());
      if (comma < 0) break;
      at = comma + 1;
    }
  }
  return items;
}

function readHeader(member: Member, text: string): unknown {
  const { target } = member;
  if (target.kind !== "list") return readerOf(member)(target.kind === "string" ? text : text.trim());
  const dates = isTimestamp(target.member.target.kind);
  const read = textReader(target.member.target as Scalar);
  return splitHeader(text, dates).map((item) => (dates ? parseTimestamp(item) : read(item)));
}

/** S3 takes any text in Expires; one that is no date is left out rather than refused. Documented by the SDKs' models. */
function readLeniently(member: Member, text: string): unknown {
  if (member.as !== "Expires") return readHeader(member, text);
  try {
    return readHeader(member, text);
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

function readHeaders({ header, prefixHeaders }: Bindings, head: RequestHead, input: Record<string, unknown>): void {
  for (const member of header) {
    const text = head.headers[member.as!.toLowerCase()];
    const value = text === undefined ? undefined : readLeniently(member, text);
    if (value !== undefined) input[member.name] = value;
  }
  for (const member of prefixHeaders) {
    const prefix = (member.as ?? "").toLowerCase();
    const found: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(head.headers))
      if (name.startsWith(prefix)) setKey(found, name.slice(prefix.length), text);
    if (Object.keys(found).length > 0) input[member.name] = found;
  }
}

function readQuery(
  bound: Bindings,
  query: ReadonlyMap<string, readonly string[]>,
  input: Record<string, unknown>,
): void {
  for (const member of bound.query) {
    const texts = query.get(member.as!);
    if (texts === undefined) continue;
    const { target } = member;
    if (target.kind === "list") {
      const read = textReader(target.member.target as Scalar);
      input[member.name] = texts.map((text) => read(text));
    } else input[member.name] = readerOf(member)(texts[0]!);
  }
  if (bound.queryParams?.target.kind !== "map") return;
  const listed = bound.queryParams.target.value.target.kind === "list";
  const named = new Set(bound.query.map((member) => member.as));
  const others: Record<string, unknown> = {};
  for (const [key, texts] of query) if (!named.has(key)) setKey(others, key, listed ? texts : texts[0]);
  if (Object.keys(others).length > 0) input[bound.queryParams.name] = others;
}

export interface RoutedRequest {
  readonly head: RequestHead;
  /** Decoded labels by member name. */
  readonly labels: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, readonly string[]>;
}

/** The members that travel outside the body. Errors: DecodeError. */
export function readBindings(structure: Structure, { head, labels, query }: RoutedRequest): Record<string, unknown> {
  const bound = bindingsOf(structure, "input");
  const input: Record<string, unknown> = {};
  for (const member of bound.label) {
    const text = labels.get(member.name);
    if (text === undefined) throw new DecodeError(`the path has no ${member.name}`);
    input[member.name] = readerOf(member)(text);
  }
  readQuery(bound, query, input);
  readHeaders(bound, head, input);
  return input;
}

const quoteItem = (text: string): string =>
  /[",]/.test(text) || text.trim() !== text ? `"${text.replaceAll(/["\\]/g, "\\$&")}"` : text;

function writeHeader(member: Member, value: unknown): string | undefined {
  const { target } = member;
  if (target.kind !== "list") return writerOf(member)(value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const write = textWriter(target.member.target as Scalar, "httpDate");
  const isString = target.member.target.kind === "string";
  return (value as unknown[]).map((item) => (isString ? quoteItem(write(item)) : write(item))).join(", ");
}

/** The headers of an answer. */
export function writeHeaders(structure: Structure, output: Readonly<Record<string, unknown>>): Record<string, string> {
  const { header, prefixHeaders } = bindingsOf(structure, "output");
  const headers: Record<string, string> = {};
  for (const member of header) {
    const value = output[member.name];
    const text = value === undefined || value === null ? undefined : writeHeader(member, value);
    if (text !== undefined) headers[member.as!.toLowerCase()] = text;
  }
  for (const member of prefixHeaders) {
    const entries = (output[member.name] ?? {}) as Readonly<Record<string, unknown>>;
    for (const [key, value] of Object.entries(entries))
      if (value !== undefined && value !== null)
        setKey(headers, `${member.as ?? ""}${key}`.toLowerCase(), stringOf(value));
  }
  return headers;
}

/** Query text to values by key. Errors: DecodeError. */
export function parseQuery(query: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = decodeQuery(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? "" : decodeQuery(pair.slice(equals + 1));
    const known = values.get(key);
    if (known) known.push(value);
    else values.set(key, [value]);
  }
  return values;
}

/** A plus sign stays for S3's keys come percent-encoded; SDKs write a space as %20. */
function decodeQuery(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  return spaced.includes("%") ? decodePercent(spaced) : spaced;
}

/** Errors: DecodeError when the bytes are not UTF-8 or an escape is cut short. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new DecodeError("invalid percent-encoding");
  }
}
