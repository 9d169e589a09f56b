// StopStreamEncryption: records that come once the stream is ACTIVE again are stored as they are sent.
import { startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { streamKey } from "../stream.ts";

export const stopStreamEncryption: Operation<"StopStreamEncryption"> = async (input, { account, region, context }) => {
  await startUpdate(streamKey(input, { account, region }), context, () => ({
    update: { kind: "settings", settings: { encryption: undefined } },
  }));
  return {};
};
