// Request headers that ask for what is not built: refused, never ignored, where ignoring them would lose something.
import { headerNotImplemented } from "./errors.ts";

export interface UnsupportedInput {
  readonly ServerSideEncryption?: string | undefined;
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly CopySourceSSECustomerAlgorithm?: string | undefined;
  readonly WriteOffsetBytes?: number | undefined;
}

/** `AES256` is taken and means nothing here: what the disk does is not S3's matter. Others name keys that are not used. */
const HEADERS: readonly (readonly [keyof UnsupportedInput, string])[] = [
  ["SSECustomerAlgorithm", "x-amz-server-side-encryption-customer-algorithm"],
  ["SSECustomerKey", "x-amz-server-side-encryption-customer-key"],
  ["CopySourceSSECustomerAlgorithm", "x-amz-copy-source-server-side-encryption-customer-algorithm"],
  ["WriteOffsetBytes", "x-amz-write-offset-bytes"],
];

/** Errors: NotImplemented. */
export function refuseUnsupported(input: UnsupportedInput): void {
  for (const [member, header] of HEADERS) if (input[member] !== undefined) throw headerNotImplemented(header);
  if (input.ServerSideEncryption !== undefined && input.ServerSideEncryption !== "AES256")
    throw headerNotImplemented("x-amz-server-side-encryption");
}
