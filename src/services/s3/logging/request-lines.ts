// The lines that a request leaves in the log of a bucket.
import type { EndedRequest } from "../../../kit/ended-request.ts";
import type { Caller } from "../../../kit/service.ts";
import { parseCopySource } from "../copy-source.ts";
import { ownerOf } from "../owner.ts";
import { lineOf, type LogFields } from "./line.ts";
import { operationName } from "./operation-names.ts";

/** The bucket whose log it is. */
export interface LoggedBucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

interface Members {
  readonly Key?: unknown;
  readonly VersionId?: unknown;
  readonly ContentLength?: unknown;
  readonly Delete?: { readonly Objects?: readonly { readonly Key?: string; readonly VersionId?: string }[] };
  readonly CopySource?: string;
  readonly Errors?: readonly { readonly Key?: string; readonly Code?: string }[];
}

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** `/bucket/key`, percent-encoded. Of requests that were refused before they were read. */
function keyOfPath(path: string): string | undefined {
  const at = path.indexOf("/", 1);
  if (at < 0 || at === path.length - 1) return undefined;
  try {
    return decodeURIComponent(path.slice(at + 1));
  } catch {
    return path.slice(at + 1);
  }
}

/** Documented: the canonical id of an account, the ARN of its users and roles, nothing for who signed nothing. */
function requesterOf(caller: Caller | undefined): string | undefined {
  if (caller === undefined || caller.kind === "anonymous") return undefined;
  return caller.kind === "root" ? ownerOf(caller.account).ID : caller.arn;
}

/** `path`: path style. */
export function linesOf(bucket: LoggedBucket, path: string, ended: EndedRequest): string[] {
  const input: Members = ended.input ?? {};
  const isTarget = path.split("/")[1] === bucket.name;
  const common = commonFields(bucket, ended);
  const copied = sourceLines(common, input, ended);
  if (!isTarget) return copied;
  const key = text(input.Key) ?? keyOfPath(path);
  const { method, operation, isForm, isWebsite } = ended;
  const name = isForm ? "REST.POST.OBJECT" : operationName(operation, method, key);
  const line = lineOf({
    ...common,
    operation: isWebsite ? `WEBSITE.${method}.OBJECT` : name,
    key,
    objectSize: sizeOf(ended, input),
    versionId: text(input.VersionId) ?? ended.answerHeaders["x-amz-version-id"],
  });
  return [line, ...copied, ...batchLines(common, input, ended)];
}

function commonFields(bucket: LoggedBucket, ended: EndedRequest): Omit<LogFields, "operation"> {
  const { headers, origin, signed, tls } = ended;
  return {
    bucketOwner: ownerOf(bucket.account).ID,
    bucket: bucket.name,
    atMs: ended.receivedMs,
    remoteIp: origin.sourceIp,
    requester: requesterOf(ended.caller),
    requestId: ended.requestId,
    requestUri: `${ended.method} ${ended.target} HTTP/${ended.httpVersion}`,
    status: ended.status,
    errorCode: ended.errorCode,
    bytesSent: ended.bytesSent,
    totalMs: ended.totalMs,
    turnAroundMs: ended.turnAroundMs,
    referer: headers["referer"],
    userAgent: headers["user-agent"],
    signatureVersion: signed && (signed.algorithm.startsWith("AWS4") ? "SigV4" : "SigV2"),
    cipherSuite: tls?.cipher,
    authenticationType: signed && (signed.inQuery ? "QueryString" : "AuthHeader"),
    hostHeader: headers["host"],
    tlsVersion: tls?.version,
    region: bucket.region,
  };
}

/** Of reads the whole object's, also where a range was asked for; of writes what was sent. */
function sizeOf({ answerHeaders, operation, errorCode }: EndedRequest, input: Members): number | undefined {
  if (errorCode !== undefined) return undefined;
  if (operation === "PutObject" || operation === "UploadPart")
    return typeof input.ContentLength === "number" ? input.ContentLength : undefined;
  if (operation !== "GetObject" && operation !== "HeadObject") return undefined;
  const size = answerHeaders["content-range"]?.split("/").at(-1) ?? answerHeaders["content-length"];
  return size === undefined ? undefined : Number(size);
}

/** Documented: each key of DeleteObjects has a line of its own. */
function batchLines(
  common: Omit<LogFields, "operation">,
  input: Members,
  { operation, output, errorCode }: EndedRequest,
) {
  if (operation !== "DeleteObjects" || errorCode !== undefined) return [];
  const { Errors = [] }: Members = output ?? {};
  const failed = new Map(Errors.map(({ Key, Code }) => [Key, Code]));
  return (input.Delete?.Objects ?? []).map(({ Key, VersionId }) =>
    lineOf({
      ...common,
      operation: "BATCH.DELETE.OBJECT",
      key: Key,
      requestUri: undefined,
      status: 204,
      errorCode: failed.get(Key),
      versionId: VersionId,
      bytesSent: undefined,
      totalMs: undefined,
      turnAroundMs: undefined,
    }),
  );
}

/** Documented: a copy is logged as a read in the bucket that it is from. */
function sourceLines(common: Omit<LogFields, "operation">, input: Members, { operation }: EndedRequest): string[] {
  if (input.CopySource === undefined) return [];
  const { bucket, key, versionId } = parseCopySource(input.CopySource);
  if (bucket !== common.bucket) return [];
  const name = operation === "UploadPartCopy" ? "REST.COPY.PART_GET" : "REST.COPY.OBJECT_GET";
  return [lineOf({ ...common, operation: name, key, versionId, bytesSent: undefined })];
}
