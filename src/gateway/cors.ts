// Cross-origin requests of browsers: pages that this machine serves may call the platform, others may not.
import type { HttpAnswer, RequestHead } from "../wire/http.ts";

const LOCAL_ORIGIN = /^https?:\/\/(?:[a-z0-9-]+\.)*(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
const EXPOSED =
  "etag, x-amz-request-id, x-amzn-requestid, x-amz-version-id, x-amz-id-2, x-amzn-errortype, x-amz-crc32, x-amz-delete-marker";
const MAX_AGE_SECONDS = "3000";

export function allowedOrigin(head: RequestHead): string | undefined {
  const origin = head.headers["origin"];
  return origin !== undefined && LOCAL_ORIGIN.test(origin) ? origin : undefined;
}

/** The answer to a preflight from a local page; undefined leaves the request to the stages. */
export function preflight(head: RequestHead): HttpAnswer | undefined {
  const method = head.headers["access-control-request-method"];
  const origin = allowedOrigin(head);
  if (method === undefined || origin === undefined) return undefined;
  return {
    status: 200,
    headers: {
      "access-control-allow-methods": "GET, PUT, POST, DELETE, HEAD, PATCH",
      "access-control-allow-headers": head.headers["access-control-request-headers"] ?? "*",
      "access-control-max-age": MAX_AGE_SECONDS,
      "content-length": "0",
    },
    body: undefined,
  };
}

/** Adds what a browser needs to hand the answer to a local page. An operation's own CORS headers stay. */
export function withCors(answer: HttpAnswer, head: RequestHead): HttpAnswer {
  const origin = allowedOrigin(head);
  if (origin === undefined) return answer;
  answer.headers["access-control-allow-origin"] ??= origin;
  answer.headers["access-control-expose-headers"] ??= EXPOSED;
  answer.headers["vary"] ??= "Origin";
  return answer;
}
