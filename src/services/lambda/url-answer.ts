// What a function's answer is to whoever asked its URL. Documented: payload format 2.0; labels say what was recorded.
import { PassThrough } from "node:stream";
import type { Outcome } from "../../engines/functions/functions.ts";
import type { UrlAnswer } from "../../kit/function-url.ts";

const JSON_TYPE = "application/json";
/** What a handler that streams says when its answer begins with status and headers. */
const INTEGRATION = "application/vnd.awslambda.http-integration-response";
const PRELUDE_END = Buffer.alloc(8);
/** Ours: of status and headers before a streamed body. */
const PRELUDE_MAX_BYTES = 64 * 1024;
/** Answers that are not final are none: whoever asked would wait for another. */
const STATUS = { min: 200, max: 599 } as const;
/** Ours to write: of the connection, not of the answer. */
const NOT_TAKEN = new Set(["connection", "content-length", "keep-alive", "trailer", "transfer-encoding", "upgrade"]);

/** Recorded. */
const FAILED: UrlAnswer = {
  status: 502,
  headers: { "content-type": JSON_TYPE },
  cookies: [],
  body: Buffer.from("Internal Server Error"),
};

export function wholeAnswer({ payload, failed, contentType }: Outcome): UrlAnswer {
  if (failed) return FAILED;
  const bytes = Buffer.from(payload);
  if (contentType === INTEGRATION) {
    const [prelude, body] = splitPrelude(bytes) ?? [];
    return prelude === undefined ? FAILED : headed(prelude, body ?? Buffer.alloc(0));
  }
  const value = parsed(bytes);
  if (isObject(value) && "statusCode" in value) return headed(value, bodyOf(value));
  // Recorded: text as it is, everything else as JSON.
  return plain(typeof value === "string" ? Buffer.from(value) : bytes, JSON_TYPE);
}

interface Hooks {
  readonly onStart: (contentType: string | undefined) => void;
  readonly onChunk: (chunk: Uint8Array) => void;
}

/** Resolves when status and headers are known; the body follows as the function gives it. */
export function streamedAnswer(run: (hooks: Hooks) => Promise<Outcome>): Promise<UrlAnswer> {
  return new Promise((resolve, reject) => {
    const body = new PassThrough();
    body.on("error", () => {}); // an answer that breaks midway cuts the connection
    let waiting: Buffer | undefined;
    let hasHead = false;
    const begin = (answer: UrlAnswer): void => {
      hasHead = true;
      resolve(answer);
    };
    const onStart = (contentType: string | undefined): void => {
      if (contentType === INTEGRATION) waiting = Buffer.alloc(0);
      else begin({ ...plain(Buffer.alloc(0), contentType ?? "application/octet-stream"), body });
    };
    const onChunk = (chunk: Uint8Array): void => {
      if (!waiting) return void body.write(chunk);
      waiting = Buffer.concat([waiting, chunk]);
      const [prelude, rest] = splitPrelude(waiting) ?? [];
      if (prelude !== undefined) {
        waiting = undefined;
        begin({ ...headed(prelude, Buffer.alloc(0)), body });
        if (rest && rest.length > 0) body.write(rest);
      } else if (waiting.length > PRELUDE_MAX_BYTES && !hasHead) begin(FAILED);
    };
    const finish = (outcome: Outcome): void => {
      if (!hasHead) begin(outcome.failed || waiting ? FAILED : wholeAnswer(outcome));
      if (outcome.failed) body.destroy(new Error("the function failed midway"));
      else body.end();
    };
    run({ onStart, onChunk }).then(finish, reject);
  });
}

function splitPrelude(bytes: Buffer): readonly [object, Buffer] | undefined {
  const end = bytes.indexOf(PRELUDE_END);
  const prelude = end < 0 ? undefined : parsed(bytes.subarray(0, end));
  return isObject(prelude) ? [prelude, bytes.subarray(end + PRELUDE_END.length)] : undefined;
}

interface Said {
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly cookies?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
}

function headed({ statusCode = 200, headers, cookies }: Said, body: Uint8Array): UrlAnswer {
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < STATUS.min || status > STATUS.max) return FAILED;
  const given: Record<string, string> = { "content-type": JSON_TYPE };
  for (const [name, value] of Object.entries(isObject(headers) ? headers : {}))
    if (isHeader(name, value) && !NOT_TAKEN.has(name.toLowerCase())) given[name.toLowerCase()] = String(value);
  const listed = Array.isArray(cookies) ? (cookies as readonly unknown[]) : [];
  return { status, headers: given, cookies: listed.filter((cookie) => typeof cookie === "string"), body };
}

/** What HTTP cannot carry is left out. */
const isHeader = (name: string, value: unknown): boolean =>
  /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
  (typeof value === "string" || typeof value === "number" || typeof value === "boolean") &&
  // oxlint-disable-next-line no-control-regex -- those are the ones
  !/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(String(value));

function bodyOf({ body = "", isBase64Encoded }: Said): Buffer {
  const text = typeof body === "string" ? body : body === null ? "" : JSON.stringify(body);
  return Buffer.from(text, isBase64Encoded === true ? "base64" : "utf8");
}

const plain = (body: Uint8Array, contentType: string): UrlAnswer => ({
  status: 200,
  headers: { "content-type": contentType },
  cookies: [],
  body,
});

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined; // a runtime of the user's own need not say it in JSON
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);
