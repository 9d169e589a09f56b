// Request headers that ask for what is not built: refused, never ignored, where ignoring them would lose something.
import { headerNotImplemented } from "./errors.ts";

export interface UnsupportedInput {
  readonly WriteOffsetBytes?: number | undefined;
}

/** Errors: NotImplemented. */
export function refuseUnsupported({ WriteOffsetBytes }: UnsupportedInput): void {
  if (WriteOffsetBytes !== undefined) throw headerNotImplemented("x-amz-write-offset-bytes");
}
