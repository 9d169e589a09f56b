// Random changes of a request: of its bytes, its head, or its body signed anew so that it passes the signature check.
import { signed } from "../gateway/raw-client.ts";
import { bytesOf, md5, type ValidRequest } from "./valid-requests.ts";

/** mulberry32: small, and the same everywhere. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
const below = (random: Random, bound: number): number => Math.floor(random() * bound);
const pick = <Item>(random: Random, items: readonly Item[]): Item => items[below(random, items.length)] as Item;

/** Pieces that parsers trip over. */
const PIECES = [
  "\0",
  "\u00ff\u00fe",
  "\u00c3(",
  '"',
  "{",
  "}",
  "[",
  "]",
  "[".repeat(300),
  '{"a":'.repeat(300),
  "<a>".repeat(300),
  "<",
  "</",
  "&",
  "&amp",
  "&#0;",
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  "<![CDATA[",
  "%",
  "%zz",
  "%00",
  "%2e%2e%2f",
  "../",
  "//",
  "=",
  "&=",
  "&&",
  ":",
  ";",
  ",",
  "\r\n",
  "\n",
  "\t",
  " ",
  "null",
  "true",
  "NaN",
  "1e999",
  "-0",
  "99999999999999999999",
  "1.5",
  "-1",
  "\\u0000",
  "\\ud800",
  "__proto__",
  "constructor",
  "\u009f".repeat(50),
  "\u00bf\u00ff",
];

function mutateBytes(random: Random, bytes: Buffer): Buffer {
  const at = below(random, bytes.length + 1);
  const length = 1 + below(random, 8);
  switch (below(random, 6)) {
    case 0: {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[below(random, copy.length)] = below(random, 256);
      return copy;
    }
    case 1:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(pick(random, PIECES), "latin1"), bytes.subarray(at)]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(Math.max(0, at - 20), at), bytes.subarray(at)]);
    case 4:
      return bytes.subarray(0, at);
    default:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from(pick(random, PIECES), "latin1"),
        bytes.subarray(at + length),
      ]);
  }
}

const HEADERS = [
  "content-type",
  "content-length",
  "transfer-encoding",
  "content-encoding",
  "x-amz-target",
  "x-amz-date",
  "x-amz-content-sha256",
  "authorization",
  "host",
  "x-amz-decoded-content-length",
  "x-amz-trailer",
  "x-amz-security-token",
  "content-md5",
  "x-amz-checksum-crc32",
  "range",
  "smithy-protocol",
  "expect",
  "x-amz-copy-source",
  "if-match",
  "x-amz-tagging",
  "x-amz-acl",
  "origin",
  "connection",
] as const;
const VALUES = [
  "",
  "0",
  "-1",
  "5",
  "99999999999999999999",
  "chunked",
  "gzip",
  "aws-chunked",
  "identity",
  "application/json",
  "application/xml",
  "application/cbor",
  "*/*",
  "a.b",
  ".",
  "Kinesis_20131202.",
  "bytes=5-1",
  "bytes=-",
  "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "UNSIGNED-PAYLOAD",
  "20150830T123600Z",
  "rpc-v2-cbor",
  "x".repeat(5000),
  "\u00e9\u00fc",
  "localhost",
  "bucket.s3.amazonaws.com",
  "/a/b",
  "http://localhost",
  "100-continue",
  "%",
  "=",
  "Basic eDp5",
];
const PATHS = [
  "/",
  "//",
  "/%",
  "/%00",
  "/../../etc/passwd",
  "/mutations/%E0%A4%A",
  "/mutations/a?x=%",
  "/?",
  "/?delete",
  "/service/x/operation/y",
  `/${"a".repeat(4000)}`,
];

/** Changed before it is signed: the signature holds, and what comes after it must cope. */
async function resigned(random: Random, endpoint: string, request: ValidRequest): Promise<Buffer> {
  const body = mutateBytes(random, Buffer.from(request.body ?? ""));
  const name = pick(
    random,
    HEADERS.filter(
      (each) =>
        ![
          "authorization",
          "host",
          "x-amz-date",
          "transfer-encoding",
          "content-length",
          "expect",
          "connection",
        ].includes(each),
    ),
  );
  const checked: Record<string, string> =
    request.headers?.["content-md5"] === undefined ? {} : { "content-md5": md5(body) };
  const headers: Record<string, string> = {
    ...request.headers,
    ...checked,
    ...(random() < 0.3 ? { [name]: pick(random, VALUES) } : {}),
  };
  const path = random() < 0.15 ? pick(random, PATHS) : (request.path ?? "/");
  const changed: ValidRequest = { ...request, body, path, headers };
  return bytesOf(endpoint, changed);
}

/** Changed after it was signed. */
async function tampered(random: Random, endpoint: string, request: ValidRequest): Promise<Buffer> {
  const { headers = {} } = await signed(endpoint, request, { service: request.service });
  const name = pick(random, HEADERS);
  const value = pick(random, VALUES);
  const body = Buffer.from(request.body ?? "");
  const lines = Object.entries({ "content-length": String(body.length), ...headers, [name]: value });
  const path = random() < 0.2 ? pick(random, PATHS) : (request.path ?? "/");
  const head = lines.map(([each, text]) => `${each}: ${text}\r\n`).join("");
  return Buffer.concat([Buffer.from(`${request.method ?? "POST"} ${path} HTTP/1.1\r\n${head}\r\n`, "latin1"), body]);
}

export async function mutation(random: Random, endpoint: string, request: ValidRequest): Promise<Buffer> {
  const kind = random();
  if (kind < 0.55) return resigned(random, endpoint, request);
  if (kind < 0.75) return tampered(random, endpoint, request);
  return mutateBytes(random, await bytesOf(endpoint, request));
}
