// Headers that presigned links of S3 carry in their query, as SDKs hoist them there.
import type { RequestHead } from "../wire/http.ts";
import { queryParameters } from "../wire/sigv4/presented.ts";

/**
 * Recorded: metadata and conditions count as if they were sent as headers. Documented by aws-sdk-js-v3#3496 and
 * aws-sdk-ruby#874: tags and server-side encryption do not. Documented in "Presigned URLs": checksums do not. Inferred from
 * which headers aws-sdk-go puts there: canned ACLs count, grants and storage classes do not. Documented in Requester Pays: who
 * pays counts.
 */
const HOISTABLE = /^(?:x-amz-meta-.+|x-amz-acl|if-match|if-none-match|x-amz-request-payer)$/;

/** The head with the hoisted headers, their bytes as Latin-1 like those of headers; one that was also sent as a header stays as it was sent. */
export function withHoisted(head: RequestHead): RequestHead {
  const hoisted: Record<string, string> = {};
  for (const [name, value] of queryParameters(head.query)) {
    const lower = name.toLowerCase();
    if (HOISTABLE.test(lower)) hoisted[lower] = Buffer.from(value).toString("latin1");
  }
  return Object.keys(hoisted).length === 0 ? head : { ...head, headers: { ...hoisted, ...head.headers } };
}
