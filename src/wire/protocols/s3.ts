// Where S3 leaves its own protocol.
import type { AwsError } from "../../kit/errors.ts";
import { orderOf } from "../../kit/mixed-lists.ts";
import { bindingsOf } from "../codecs/bindings.ts";
import { xmlNameOf } from "../codecs/xml.ts";
import { membersText, type XmlWriters } from "../codecs/xml-write.ts";
import { escapeText } from "../codecs/xml-text.ts";
import { corsNotEnabled, methodNotAllowed, notAForm, originMissing, preflightMethodMissing } from "../errors.ts";
import type { RequestHead } from "../http.ts";
import type { Routed } from "../router.ts";
import type { Member, Structure } from "../shapes.ts";
import type { WireOperation, WireService } from "../wire.ts";

export const isS3 = (service: WireService): boolean => service.name === "s3";

export { extendedRequestId } from "../../kit/extended-request-id.ts";

/** Clients read an empty 200 of these as a failure. Recorded: SDK for JavaScript v3. */
export const alwaysHasRoot = ({ name, service }: WireOperation): boolean =>
  isS3(service) && (name === "CopyObject" || name === "UploadPartCopy");

const BUCKET_PATH = /^\/[^/]+\/?$/;

/** A request that no operation of the model is for. A POST to a bucket is a form upload's, and OPTIONS are browsers'. */
export function unrouted(service: WireService, { method, path, query, headers }: RequestHead): AwsError {
  if (!isS3(service)) return methodNotAllowed();
  if (method === "POST" && query === "" && BUCKET_PATH.test(path)) return notAForm();
  if (method !== "OPTIONS") return methodNotAllowed();
  if (headers["origin"] === undefined) return originMissing();
  if (headers["access-control-request-method"] === undefined) return preflightMethodMissing();
  return corsNotEnabled(headers["access-control-request-method"], BUCKET_PATH.test(path) ? "BUCKET" : "OBJECT");
}

/** `max-parts=` is as if it were not there. Recorded. */
export function withoutEmptyNumbers(routed: Routed): Routed {
  if (!isS3(routed.operation.service)) return routed;
  const query = new Map(routed.query);
  for (const { as = "", target } of bindingsOf(routed.operation.input, "input").query)
    if (target.kind === "integer" && query.get(as)?.[0] === "") query.delete(as);
  return { ...routed, query };
}

/** Recorded: 204, where the model says 200. */
export const isEmptyAnswer = ({ name, service }: WireOperation): boolean =>
  isS3(service)
    ? name === "PutBucketPolicy" || name === "PutBucketTagging"
    : service.name === "s3-control" && (name === "DeletePublicAccessBlock" || name.startsWith("DeleteAccessPoint"));

interface MixedParts {
  readonly before: Structure;
  readonly lists: readonly Member[];
  readonly after: Structure;
}

const mixedParts = new WeakMap<Structure, MixedParts>();

function partsOf(structure: Structure): MixedParts {
  const known = mixedParts.get(structure);
  if (known) return known;
  const { members } = structure;
  const at = members.findIndex(({ name }) => name === "Versions");
  const isList = ({ name }: Member): boolean => name === "Versions" || name === "DeleteMarkers";
  const rest = (some: readonly Member[]): Structure => ({ ...structure, members: some.filter((one) => !isList(one)) });
  const parts = { before: rest(members.slice(0, at)), lists: members.filter(isList), after: rest(members.slice(at)) };
  mixedParts.set(structure, parts);
  return parts;
}

/** Recorded: ListObjectVersions has versions and delete markers in one order, where the model has two lists. */
export function mixedOutput(
  { name, service }: WireOperation,
  structure: Structure,
  value: object,
  writers: XmlWriters,
): string | undefined {
  if (name !== "ListObjectVersions" || !isS3(service)) return undefined;
  const lists = value as Readonly<Record<string, readonly object[] | undefined>>;
  const order = orderOf(lists["Versions"]);
  if (order === undefined) return undefined;
  const parts = partsOf(structure);
  const written = new Map<object, string>();
  for (const member of parts.lists) {
    if (member.target.kind !== "list") continue;
    const write = writers.of(member.target.member.target);
    for (const item of lists[member.name] ?? []) written.set(item, write(item, xmlNameOf(member), ""));
  }
  const items = order.map((item) => written.get(item) ?? "").join("");
  return membersText(writers, parts.before, value) + items + membersText(writers, parts.after, value);
}

/** A part of an object is answered 206; the model says 200 for every outcome. */
export const isPartialContent = ({ service }: WireOperation, output: object): boolean =>
  isS3(service) && "ContentRange" in output && output.ContentRange !== undefined;

/** GetBucketLocation's output has no element around its one member: `<LocationConstraint>eu-west-1</LocationConstraint>`. */
export function unwrappedOutput(
  { name, service }: WireOperation,
  value: object,
  attributes: string,
): string | undefined {
  if (name !== "GetBucketLocation" || !isS3(service)) return undefined;
  const location = (value as { LocationConstraint?: string }).LocationConstraint ?? "";
  return `<LocationConstraint${attributes}>${escapeText(location)}</LocationConstraint>`;
}
