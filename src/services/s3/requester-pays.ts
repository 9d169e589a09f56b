// Requester Pays: whoever is not of the bucket's account says that it pays, or is refused. Documented; nothing is billed.
import type { Call } from "../../kit/service.ts";
import type { S3Context } from "./context.ts";
import { parseCopySource } from "./copy-source.ts";
import { accessDenied } from "./errors.ts";
import { isOfAccount } from "./owner.ts";
import { bucketAccess } from "./store/bucket-access.ts";

/** The operations whose requests can say so. */
const PAID: ReadonlySet<string> = new Set([
  "AbortMultipartUpload",
  "CompleteMultipartUpload",
  "CopyObject",
  "CreateMultipartUpload",
  "DeleteObject",
  "DeleteObjects",
  "GetObject",
  "GetObjectAcl",
  "GetObjectAttributes",
  "GetObjectLegalHold",
  "GetObjectRetention",
  "GetObjectTagging",
  "HeadObject",
  "ListMultipartUploads",
  "ListObjectVersions",
  "ListObjects",
  "ListObjectsV2",
  "ListParts",
  "PutObject",
  "PutObjectAcl",
  "PutObjectLegalHold",
  "PutObjectRetention",
  "PutObjectTagging",
  "RestoreObject",
  "UploadPart",
  "UploadPartCopy",
]);

/** Requests for objects that cannot say so. Documented: nobody reads such a bucket anonymously. */
const READS_UNPAID: ReadonlySet<string> = new Set(["SelectObjectContent"]);

interface Paying {
  readonly Bucket: string;
  readonly CopySource?: string;
  readonly RequestPayer?: string;
}

type Handler = (input: never, call: Call<never>) => Promise<object>;

export const paidByRequesters = <Operations extends object>(operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]: [string, Handler]) => [
      name,
      PAID.has(name) ? paid(operation) : READS_UNPAID.has(name) ? closedToAnonymous(operation) : operation,
    ]),
  ) as Operations;

function closedToAnonymous(operation: Handler): Handler {
  return async (input: Paying, call: Call<S3Context>) => {
    if (call.caller.kind === "anonymous" && (await bucketAccess(call.context, input.Bucket)).requesterPays)
      throw accessDenied();
    return operation(input as never, call as never);
  };
}

function paid(operation: Handler): Handler {
  return async (input: Paying, call: Call<S3Context>) => {
    const charged =
      (await pays(input.Bucket, input, call)) ||
      (input.CopySource !== undefined && (await pays(parseCopySource(input.CopySource).bucket, input, call)));
    const output = await operation(input as never, call as never);
    return charged ? { ...output, RequestCharged: "requester" } : output;
  };
}

/** Whether the caller pays for what it does with the bucket. Errors: AccessDenied when it must and does not say so. */
async function pays(bucket: string, { RequestPayer }: Paying, { caller, context }: Call<S3Context>): Promise<boolean> {
  const { requesterPays, account } = await bucketAccess(context, bucket);
  if (!requesterPays || caller.kind === "service" || isOfAccount(caller, account)) return false;
  if (RequestPayer !== "requester" || caller.kind === "anonymous") throw accessDenied();
  return true;
}
