// Request compression: bodies that clients send gzipped, e.g. CloudWatch's PutMetricData.
import { gunzipSync } from "node:zlib";
import type { RequestHead } from "../http.ts";
import { DecodeError } from "./decode-error.ts";

/** What a gzipped body may become. AWS's largest body of a whole-body operation is 10 MiB. */
const INFLATED_BYTES_MAX = 64 * 1024 * 1024;

/** The body as its protocol means it. Errors: DecodeError when it is no gzip or grows past the bound. */
export function inflated(head: RequestHead, body: Uint8Array): Uint8Array {
  const encodings = head.headers["content-encoding"];
  if (encodings === undefined || encodings.split(",").at(-1)?.trim().toLowerCase() !== "gzip") return body;
  try {
    return gunzipSync(body, { maxOutputLength: INFLATED_BYTES_MAX });
  } catch {
    throw new DecodeError("the body is not valid gzip");
  }
}
