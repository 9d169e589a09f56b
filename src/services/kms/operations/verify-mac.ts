// VerifyMac: whether a key made an HMAC.
import { timingSafeEqual } from "node:crypto";
import type { Operation } from "../context.ts";
import { invalidMac } from "../errors.ts";
import { macOf } from "../mac.ts";
import { stopIfDryRun } from "../request-checks.ts";

export const verifyMac: Operation<"VerifyMac"> = async (input, call) => {
  const { key, mac } = await macOf(input, call, "VerifyMac");
  stopIfDryRun(input);
  if (mac.length !== input.Mac.length || !timingSafeEqual(mac, input.Mac)) throw invalidMac();
  call.context.usage.note(key, "VerifyMac", call.requestId);
  return { KeyId: key.arn, MacValid: true, MacAlgorithm: input.MacAlgorithm };
};
