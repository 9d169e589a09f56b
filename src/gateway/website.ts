// Static websites of S3's buckets, on hosts such as `bucket.s3-website.localhost`: objects for anyone who may read them, and errors as pages.
import { AwsError } from "../kit/errors.ts";
import { uuid } from "../kit/ids.ts";
import type { Redirect, Site, SiteAddress } from "../kit/website.ts";
import { escapeText } from "../wire/codecs/xml-text.ts";
import type { HttpAnswer, RequestHead } from "../wire/http.ts";
import { extendedRequestId } from "../wire/protocols/s3.ts";
import { noSuchWebsiteHere, websiteMethodNotAllowed } from "./errors.ts";
import { Exchange } from "./exchange.ts";
import { attempt } from "./pipeline.ts";
import type { Surroundings } from "./services.ts";

const FOUND = 302;
const NOT_MODIFIED = 304;
const PHRASES: Readonly<Record<number, string>> = { 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed" };
/** Headers of a request that reading an object looks at. */
const READ_HEADERS = ["range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "user-agent"];

interface Visit {
  readonly bucket: string;
  readonly exchange: Exchange;
  readonly surroundings: Surroundings;
}

/** Never rejects, except by a bug. */
export async function answerWebsite(
  bucket: string,
  exchange: Exchange,
  surroundings: Surroundings,
): Promise<HttpAnswer> {
  const visit = { bucket, exchange, surroundings };
  const { method, path } = exchange.received;
  if (method !== "GET" && method !== "HEAD") return errorPage(visit, websiteMethodNotAllowed(method));
  const site = await siteOf(visit);
  if (site instanceof AwsError) return errorPage(visit, site);
  const key = keyOf(path);
  const from = { host: exchange.received.headers["host"] ?? "", secure: exchange.origin.secure };
  const found = site.find(key, from);
  if (found.kind === "redirect") return redirectTo(found);
  const page = await read(visit, found.key);
  if (!(page instanceof AwsError)) return redirected(page);
  if (page.status === NOT_MODIFIED) return { status: NOT_MODIFIED, headers: { ...page.headers }, body: undefined };
  return answerMissing(visit, site, { key, from }, page);
}

async function answerMissing(
  visit: Visit,
  site: Site,
  { key, from }: { readonly key: string; readonly from: SiteAddress },
  error: AwsError,
): Promise<HttpAnswer> {
  const status = error.status ?? 500;
  const folder = status === 404 ? site.folderPage(key) : undefined;
  if (folder !== undefined && !((await read(visit, folder, "HEAD")) instanceof AwsError))
    return redirectTo({ kind: "redirect", status: FOUND, location: `${visit.exchange.received.path}/` });
  const redirect = site.afterError(key, status, from);
  if (redirect !== undefined) return redirectTo(redirect);
  if (site.errorKey === undefined) return errorPage(visit, error);
  const page = await read(visit, site.errorKey);
  return page instanceof AwsError ? errorPage(visit, error, page) : { ...page, status };
}

async function siteOf({ bucket, surroundings }: Visit): Promise<Site | AwsError> {
  const service = await surroundings.services.open("s3");
  if (service?.definition.websites === undefined) return noSuchWebsiteHere(bucket);
  try {
    return await service.definition.websites(bucket, service.context as never);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

function keyOf(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}

/** The object as an anonymous GetObject answers it. */
function read({ bucket, exchange, surroundings }: Visit, key: string, method?: "HEAD"): Promise<HttpAnswer | AwsError> {
  const { received, origin, incoming, requestId } = exchange;
  const headers: Record<string, string> = { host: "localhost" };
  for (const name of READ_HEADERS) {
    const value = received.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  const path = `/${bucket}/${encodeURIComponent(key)}`;
  const head: RequestHead = { method: method ?? received.method, path, query: "", headers };
  return attempt(new Exchange(requestId, head, origin, incoming, () => exchange.signal), surroundings);
}

/** Documented: an object may itself say where to go. */
function redirected(page: HttpAnswer): HttpAnswer {
  const location = page.headers["x-amz-website-redirect-location"];
  return location === undefined ? page : redirectTo({ kind: "redirect", status: 301, location });
}

const redirectTo = ({ status, location }: Redirect): HttpAnswer => ({
  status,
  headers: { location, "content-length": "0", ...idsOf(uuid()) },
  body: undefined,
});

const idsOf = (requestId: string): Record<string, string> => ({
  "x-amz-request-id": requestId,
  "x-amz-id-2": extendedRequestId(requestId),
});

/** Recorded. `custom`: why the site's own error document is not shown. */
function errorPage({ exchange: { requestId } }: Visit, error: AwsError, custom?: AwsError): HttpAnswer {
  const status = error.status ?? 500;
  const title = `${status} ${PHRASES[status] ?? "Internal Server Error"}`;
  const item = ([name, value]: readonly [string, unknown]): string => `<li>${name}: ${escapeText(String(value))}</li>`;
  const said = ({ code, message, members }: AwsError): string[] =>
    [["Code", code] as const, ["Message", message] as const, ...Object.entries(members)].map(item);
  const ids = [["RequestId", requestId] as const, ["HostId", extendedRequestId(requestId)] as const].map(item);
  const lines = [
    `<html>\n<head><title>${title}</title></head>\n<body>\n<h1>${title}</h1>\n<ul>`,
    ...said(error),
    ...ids,
    "</ul>",
    ...(custom === undefined
      ? []
      : [
          "<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n<ul>",
          ...said(custom),
          "</ul>",
        ]),
    "<hr/>\n</body>\n</html>\n",
  ];
  const headers = { "content-type": "text/html; charset=utf-8", "x-amz-error-code": error.code, ...idsOf(requestId) };
  return { status, headers, body: lines.join("\n") };
}
