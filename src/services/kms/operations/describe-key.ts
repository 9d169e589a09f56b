// DescribeKey: a key's metadata, by any of its names. The first question for an AWS managed key makes it. Documented.
import type { Operation } from "../context.ts";
import { findKey } from "../find-key.ts";
import { keyMetadata } from "../key-metadata.ts";
import { checkRequest } from "../request-checks.ts";

export const describeKey: Operation<"DescribeKey"> = async (input, call) => {
  checkRequest(input, call);
  return { KeyMetadata: keyMetadata(await findKey(input.KeyId, call)) };
};
