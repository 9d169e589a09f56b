// HTML form uploads to S3 (PostObject, which is in no model): a form becomes a PutObject, signed by its policy.
import { createHmac } from "node:crypto";
import { Readable } from "node:stream";
import { realNowMs } from "../kit/clock.ts";
import type { Caller, Origin } from "../kit/service.ts";
import { boundaryOf, FormError, type MultipartForm, readMultipartForm } from "../wire/codecs/multipart-form.ts";
import type { RequestHead } from "../wire/http.ts";
import { mismatch } from "../wire/sigv4/errors.ts";
import { hmacKey, sameSignature } from "../wire/sigv4/key.ts";
import type { Presented } from "../wire/sigv4/presented.ts";
import { ANONYMOUS, type Credentials } from "./credentials.ts";
import { fieldMissing, fieldsTooLarge, fileMissing, formTooLarge, formTooSmall, malformedForm } from "./form-errors.ts";
import { headersOfFields } from "./form-fields.ts";
import { checkPolicy, readPolicy, type SizeRange } from "./post-policy.ts";
import { bucketOfHost, foldBucket } from "./virtual-host.ts";

const S3 = "s3";
/** Documented: what stands before the file is at most 20 KB. */
const FIELDS_MAX_BYTES = 20 * 1024;

/** A form that was read up to its file. */
export interface FormUpload {
  /** By lower-case names, the bucket among them. */
  readonly fields: ReadonlyMap<string, string>;
  readonly key: string;
  /** The PutObject that it stands for. */
  readonly head: RequestHead;
  readonly file: AsyncIterable<Uint8Array>;
}

/** Whether the request is for S3's PostObject. What a header says of the sender is not looked at: forms are signed by their fields. */
export function isFormUpload(received: RequestHead, presented: Presented | undefined): boolean {
  if (received.method !== "POST" || received.query !== "" || (presented?.service ?? S3) !== S3) return false;
  if (!/^multipart\/form-data\b/i.test(received.headers["content-type"] ?? "")) return false;
  return /^\/[^/]+\/?$/.test(foldBucket(received).path);
}

/** Errors: MalformedPOSTRequest, MaxPostPreDataLengthExceeded, InvalidArgument. */
export async function readFormUpload(received: RequestHead, body: Readable): Promise<FormUpload> {
  const { fields: sent, file } = await formOf(received, body);
  const bucket = decoded(foldBucket(received).path.replaceAll("/", ""));
  if (file === undefined) throw fileMissing();
  const template = sent.get("key");
  if (template === undefined) throw fieldMissing("key");
  // Recorded: it stays as it is when the file has no name.
  const key = file.filename === undefined ? template : template.replaceAll("${filename}", file.filename);
  const fields = new Map([...sent, ["bucket", bucket], ["key", key]]);
  const path = `/${encodeURIComponent(bucket)}/${encodeURIComponent(key)}`;
  const { host = "", "user-agent": agent = "" } = received.headers;
  const headers = { host, "user-agent": agent, ...headersOfFields(fields) };
  return { fields, key, file: file.body, head: { method: "PUT", path, query: "", headers } };
}

/** Text that is not encoded as it should be is no bucket's name either way. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function formOf(received: RequestHead, body: Readable): Promise<MultipartForm> {
  const boundary = boundaryOf(received.headers["content-type"] ?? "");
  if (boundary === undefined) throw malformedForm();
  try {
    return await readMultipartForm(body as AsyncIterable<Uint8Array>, boundary, FIELDS_MAX_BYTES);
  } catch (error) {
    if (!(error instanceof FormError)) throw error;
    throw error.reason === "too-large" ? fieldsTooLarge(FIELDS_MAX_BYTES) : malformedForm();
  }
}

/** Who sent it, by the signature over its policy. Errors: InvalidArgument, SignatureDoesNotMatch, those of `credentials`. */
export async function verifyForm(
  { fields }: FormUpload,
  credentials: Credentials,
): Promise<{ readonly caller: Caller; readonly region: string; readonly range: SizeRange | undefined }> {
  const signature = signatureOf(fields);
  if (signature === undefined) return { caller: ANONYMOUS, region: "", range: undefined };
  const { presented, expected } = signature;
  const policy = required(fields, "Policy");
  const { caller, secret } = await credentials.identify(presented, "s3");
  const { accessKeyId, signature: sent = "" } = presented;
  if (!sameSignature(expected(secret, policy), sent))
    throw mismatch("s3", { accessKeyId, signature: sent, stringToSign: policy, canonicalRequest: undefined });
  return { caller, region: presented.region, range: checkPolicy(readPolicy(policy), fields, realNowMs()) };
}

interface FormSignature {
  readonly presented: Presented;
  readonly expected: (secret: string, policy: string) => string;
}

const V2_FIELDS = ["AWSAccessKeyId", "Signature"];
const V4_FIELDS = ["X-Amz-Signature", "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date"];

/** Undefined for anonymous forms. Errors: InvalidArgument when one field of a signature is there and another is not. */
function signatureOf(fields: ReadonlyMap<string, string>): FormSignature | undefined {
  const has = (name: string): boolean => fields.has(name.toLowerCase());
  if (V4_FIELDS.some(has)) {
    const [signature, algorithm, credential, timestamp] = V4_FIELDS.map((name) => required(fields, name));
    const [terminator = "", service = "", region = "", date = "", ...key] = (credential ?? "").split("/").toReversed();
    const accessKeyId = key.toReversed().join("/");
    const scope = { date, region, service };
    return {
      presented: presentedBy(fields, {
        algorithm,
        credential,
        timestamp,
        signature,
        accessKeyId,
        terminator,
        ...scope,
      }),
      expected: (secret, policy) => createHmac("sha256", hmacKey(secret, scope)).update(policy).digest("hex"),
    };
  }
  if (!V2_FIELDS.some(has)) return undefined;
  const [accessKeyId, signature] = V2_FIELDS.map((name) => required(fields, name));
  return {
    presented: presentedBy(fields, { algorithm: "AWS", signature, accessKeyId, service: "s3" }),
    expected: (secret, policy) => createHmac("sha1", secret).update(policy).digest("base64"),
  };
}

type SignatureParts = { readonly [Part in keyof Presented]?: Presented[Part] | undefined };

function presentedBy(fields: ReadonlyMap<string, string>, parts: SignatureParts): Presented {
  return {
    kind: "other",
    authorization: "",
    credential: parts.credential,
    signedHeaders: undefined,
    regionSet: undefined,
    expires: undefined,
    malformedPart: undefined,
    timestamp: parts.timestamp,
    signature: parts.signature,
    sessionToken: fields.get("x-amz-security-token"),
    isBucketSession: false,
    algorithm: parts.algorithm ?? "",
    accessKeyId: parts.accessKeyId ?? "",
    date: parts.date ?? "",
    region: parts.region ?? "",
    service: parts.service ?? "",
    terminator: parts.terminator ?? "",
  };
}

function required(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name.toLowerCase());
  if (value === undefined) throw fieldMissing(name);
  return value;
}

/** The file as a PutObject's body. Errors on the stream: EntityTooLarge, EntityTooSmall, MalformedPOSTRequest. */
export const formBody = ({ file }: FormUpload, range: SizeRange | undefined): Readable =>
  Readable.from(withinRange(file, range), { objectMode: false });

async function* withinRange(file: AsyncIterable<Uint8Array>, range: SizeRange | undefined): AsyncIterable<Uint8Array> {
  let sizeBytes = 0;
  const maxBytes = range?.maxBytes ?? Infinity;
  try {
    for await (const chunk of file) {
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBytes) yield chunk;
    }
  } catch (error) {
    if (error instanceof FormError) throw malformedForm();
    throw error;
  }
  if (sizeBytes > maxBytes) throw formTooLarge(sizeBytes, maxBytes);
  if (range !== undefined && sizeBytes < range.minBytes) throw formTooSmall(sizeBytes, range.minBytes);
}

/** Recorded: the key is encoded whole, slashes too. */
export const locationOf = ({ fields, key }: FormUpload, { secure, host }: Origin): string => {
  const folded = bucketOfHost(host) === undefined ? `/${fields.get("bucket")}` : "";
  return `${secure ? "https" : "http"}://${host}${folded}/${encodeURIComponent(key)}`;
};
