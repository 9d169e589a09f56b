// GenerateMac: a message's HMAC.
import type { Operation } from "../context.ts";
import { macOf } from "../mac.ts";
import { stopIfDryRun } from "../request-checks.ts";

export const generateMac: Operation<"GenerateMac"> = async (input, call) => {
  const { key, mac } = await macOf(input, call, "GenerateMac");
  stopIfDryRun(input);
  call.context.usage.note(key, "GenerateMac", call.requestId);
  return { Mac: mac, MacAlgorithm: input.MacAlgorithm, KeyId: key.arn };
};
