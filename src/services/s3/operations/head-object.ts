// HeadObject.
import type { Operation } from "../context.ts";
import { dataKeysOf } from "../encryption/data-keys.ts";
import { isKms } from "../encryption/encryption.ts";
import { readObject } from "../object-answer.ts";
import { archiveAnswer } from "../tiering/reading.ts";

export const headObject: Operation<"HeadObject"> = async (input, call) => {
  const { row, customer, answer } = await readObject(call, input, "HEAD");
  // Documented: of checksums under keys of KMS, and only of them, the caller must be allowed to decrypt.
  if (isKms(row.encryption) && input.ChecksumMode?.toUpperCase() === "ENABLED")
    await dataKeysOf(row.encryption, { bucket: input.Bucket, key: input.Key }, customer, call);
  return { ...answer, ...(await archiveAnswer(call.context, input, row)) };
};
