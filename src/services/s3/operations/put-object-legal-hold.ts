// PutObjectLegalHold.
import type { Operation } from "../context.ts";
import { malformedXml } from "../errors.ts";
import { lockConfigurationMissing } from "../lock-errors.ts";
import { checkKeySize } from "../object-key.ts";
import { changeObject } from "../store/objects.ts";

export const putObjectLegalHold: Operation<"PutObjectLegalHold"> = async (input, { context }) => {
  checkKeySize(input.Key);
  await changeObject(context, input, (row, bucket) => {
    if (bucket.objectLock === undefined) throw lockConfigurationMissing();
    const status = input.LegalHold?.Status;
    if (status !== "ON" && status !== "OFF") throw malformedXml();
    return { ...row, legalHold: status };
  });
  return {};
};
