// One line of an access log: its fields in their order, and how they are written. Documented in "Amazon S3 server access log format".
import { extendedRequestId } from "../../../kit/extended-request-id.ts";
import { nameEncoder } from "../encoding-type.ts";

/** Undefined: unknown, or of no meaning for the request. */
export interface LogFields {
  /** Canonical id. */
  readonly bucketOwner: string;
  readonly bucket: string;
  readonly atMs: number;
  readonly remoteIp?: string | undefined;
  readonly requester?: string | undefined;
  readonly requestId: string;
  readonly operation: string;
  readonly key?: string | undefined;
  readonly requestUri?: string | undefined;
  readonly status?: number | undefined;
  readonly errorCode?: string | undefined;
  readonly bytesSent?: number | undefined;
  readonly objectSize?: number | undefined;
  readonly totalMs?: number | undefined;
  readonly turnAroundMs?: number | undefined;
  readonly referer?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly versionId?: string | undefined;
  readonly signatureVersion?: string | undefined;
  readonly cipherSuite?: string | undefined;
  readonly authenticationType?: string | undefined;
  readonly hostHeader?: string | undefined;
  readonly tlsVersion?: string | undefined;
  readonly region: string;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const NONE = "-";

/** `[06/Feb/2019:00:00:38 +0000]` */
function timeOf(atMs: number): string {
  const [date = "", time = ""] = new Date(atMs).toISOString().slice(0, 19).split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return `[${day}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000]`;
}

/** Without spaces, which part the fields, and without what ends a line. */
const plain = (value: string | number | undefined): string =>
  value === undefined || value === "" ? NONE : String(value).replaceAll(/[\s"]/g, encodeURIComponent);

/** Inferred: quotes within are percent-encoded. */
const quoted = (value: string | undefined): string =>
  value === undefined || value === "" ? `"${NONE}"` : `"${value.replaceAll(/["\r\n]/g, encodeURIComponent)}"`;

const encode = nameEncoder("url");
const whole = (ms: number | undefined): number | undefined => ms && Math.round(ms);

/** Of 27 fields, without its end. */
export function lineOf(fields: LogFields): string {
  const { requestUri, bytesSent } = fields;
  return [
    fields.bucketOwner,
    fields.bucket,
    timeOf(fields.atMs),
    plain(fields.remoteIp),
    plain(fields.requester),
    fields.requestId,
    fields.operation,
    fields.key === undefined ? NONE : encode(fields.key),
    requestUri === undefined ? NONE : quoted(requestUri),
    plain(fields.status),
    plain(fields.errorCode),
    plain(bytesSent === 0 ? undefined : bytesSent),
    plain(fields.objectSize),
    plain(whole(fields.totalMs)),
    plain(whole(fields.turnAroundMs)),
    quoted(fields.referer),
    quoted(fields.userAgent),
    plain(fields.versionId),
    extendedRequestId(fields.requestId),
    plain(fields.signatureVersion),
    plain(fields.cipherSuite),
    plain(fields.authenticationType),
    plain(fields.hostHeader),
    plain(fields.tlsVersion),
    NONE, // the access point
    NONE, // whether an ACL was needed
    fields.region,
  ].join(" ");
}
