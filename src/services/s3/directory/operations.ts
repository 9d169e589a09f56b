// Operations on directory buckets that differ from those on general purpose buckets: what they refuse, and what they add.
import type { Input, Operation, S3Call } from "../context.ts";
import { headerNotImplemented, invalidStorageClass } from "../errors.ts";
import { isDirectoryBucket } from "./bucket-name.ts";
import { directoryStorageClass, noStartAfter, slashOnly } from "./errors.ts";

const STORAGE_CLASS = "EXPRESS_ONEZONE";

/** Documented as not supported, with the headers that ask for it. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  ACL: "x-amz-acl",
  GrantFullControl: "x-amz-grant-full-control",
  GrantRead: "x-amz-grant-read",
  GrantReadACP: "x-amz-grant-read-acp",
  GrantWriteACP: "x-amz-grant-write-acp",
  ObjectLockLegalHoldStatus: "x-amz-object-lock-legal-hold",
  ObjectLockMode: "x-amz-object-lock-mode",
  ObjectLockRetainUntilDate: "x-amz-object-lock-retain-until-date",
  SSECustomerAlgorithm: "x-amz-server-side-encryption-customer-algorithm",
  SSECustomerKey: "x-amz-server-side-encryption-customer-key",
  Tagging: "x-amz-tagging",
  WebsiteRedirectLocation: "x-amz-website-redirect-location",
};

interface Write {
  readonly Bucket: string;
  readonly StorageClass?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
}

/** CopyObject, CreateMultipartUpload and PutObject. */
export const directoryWrite =
  <In extends Write, Out>(operation: (input: In, call: S3Call) => Promise<Out>) =>
  (input: In, call: S3Call): Promise<Out> => {
    if (isDirectoryBucket(input.Bucket)) {
      checkWrite(input);
      return operation({ ...input, StorageClass: STORAGE_CLASS }, call);
    }
    if (input.StorageClass === STORAGE_CLASS) throw invalidStorageClass(STORAGE_CLASS);
    return operation(input, call);
  };

export const directoryListing =
  (operation: Operation<"ListObjectsV2">): Operation<"ListObjectsV2"> =>
  (input, call) => {
    if (isDirectoryBucket(input.Bucket)) checkListing(input);
    return operation(input, call);
  };

/** Errors: NotImplemented, InvalidStorageClass. */
function checkWrite(input: Write): void {
  for (const [member, value] of Object.entries(input)) {
    const header = UNSUPPORTED[member];
    if (header !== undefined && value !== undefined) throw headerNotImplemented(header);
  }
  if (input.ServerSideEncryption === "aws:kms:dsse") throw headerNotImplemented("x-amz-server-side-encryption");
  const { StorageClass: storageClass } = input;
  if (storageClass !== undefined && storageClass !== STORAGE_CLASS) throw directoryStorageClass(storageClass);
}

/** Errors: InvalidArgument. */
function checkListing({ Delimiter = "", Prefix = "", StartAfter }: Input<"ListObjectsV2">): void {
  if (StartAfter !== undefined) throw noStartAfter(StartAfter);
  if (Delimiter !== "" && Delimiter !== "/") throw slashOnly("delimiter", Delimiter);
  if (Prefix !== "" && !Prefix.endsWith("/")) throw slashOnly("prefix", Prefix);
}
