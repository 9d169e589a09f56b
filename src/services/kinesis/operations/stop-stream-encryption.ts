// StopStreamEncryption: records that come once the stream is ACTIVE again are stored as they are sent.
import { changedAgain } from "../changes-a-day.ts";
import { startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { encryptionChangedTooOften } from "../errors.ts";
import { ENCRYPTION_CHANGES_A_DAY_MAX } from "../limits.ts";
import { streamKey } from "../stream.ts";

export const stopStreamEncryption: Operation<"StopStreamEncryption"> = async (input, { account, region, context }) => {
  const key = streamKey(input, { account, region });
  const tooMany = () => encryptionChangedTooOften("StopStreamEncryption", key, ENCRYPTION_CHANGES_A_DAY_MAX);
  await startUpdate(key, context, ({ encryptionStoppedAtMs = [] }) => ({
    update: { kind: "settings", settings: { encryption: undefined } },
    row: {
      encryptionStoppedAtMs: changedAgain(encryptionStoppedAtMs, ENCRYPTION_CHANGES_A_DAY_MAX, context, tooMany),
    },
  }));
  return {};
};
