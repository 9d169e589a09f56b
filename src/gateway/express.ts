// Requests for directory buckets of S3 as clients send them to an endpoint that is not AWS's own.
import type { RequestHead } from "../wire/http.ts";
import { type Presented, S3_EXPRESS } from "../wire/sigv4/presented.ts";

/** Recorded: to an endpoint that is an IP address the SDK for JavaScript sends two slashes before a directory bucket's keys. */
const DOUBLED = /^(\/[^/]+--x-s3\/)\//;

/** Two operations have the same path and query, and only the SDK for JavaScript says which is meant. Recorded: AWS CLI. */
const LISTING = "x-id=ListDirectoryBuckets";

export function headForExpress(head: RequestHead, presented: Presented | undefined): RequestHead {
  const { method, path, query } = head;
  if (path.includes("--x-s3//")) return { ...head, path: path.replace(DOUBLED, "$1") };
  if (presented?.service !== S3_EXPRESS || method !== "GET" || path !== "/" || query.includes("x-id=")) return head;
  return { ...head, query: query === "" ? LISTING : `${query}&${LISTING}` };
}
