// Entity tags as AWS computes them: MD5 of a whole object, MD5 of the parts' MD5s for a multipart one.
import { hash } from "node:crypto";

/** `etags` are the parts', in order, without quotes. */
export const multipartEtag = (etags: readonly string[]): string =>
  `${hash("md5", Buffer.from(etags.join(""), "hex"), "hex")}-${etags.length}`;

export const quoted = (etag: string): string => `"${etag}"`;

/** Clients send entity tags with and without quotes. */
export const unquoted = (etag: string): string => etag.replace(/^"(.*)"$/, "$1");
