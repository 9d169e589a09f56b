// StartStreamEncryption: records that come once the stream is ACTIVE again are encrypted under the key.
import { changedAgain } from "../changes-a-day.ts";
import { startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { encryptionChangedTooOften, invalidArgument } from "../errors.ts";
import { ENCRYPTION_CHANGES_A_DAY_MAX } from "../limits.ts";
import { streamKey } from "../stream.ts";

export const startStreamEncryption: Operation<"StartStreamEncryption"> = async (input, call) => {
  const { account, region, caller, context } = call;
  const key = streamKey(input, { account, region });
  const { EncryptionType: type, KeyId: keyId } = input;
  if (type !== "KMS") throw invalidArgument(`EncryptionType ${type} cannot be started.`);
  await context.store.get(key);
  await context.encryption.check(key, keyId, caller);
  const tooMany = () => encryptionChangedTooOften("StartStreamEncryption", key, ENCRYPTION_CHANGES_A_DAY_MAX);
  await startUpdate(key, context, ({ encryptionStartedAtMs = [] }) => ({
    update: { kind: "settings", settings: { encryption: { keyId } } },
    row: {
      encryptionStartedAtMs: changedAgain(encryptionStartedAtMs, ENCRYPTION_CHANGES_A_DAY_MAX, context, tooMany),
    },
  }));
  return {};
};
