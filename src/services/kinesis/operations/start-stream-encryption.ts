// StartStreamEncryption: records that come once the stream is ACTIVE again are encrypted under the key.
import { startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { invalidArgument } from "../errors.ts";
import { streamKey } from "../stream.ts";

export const startStreamEncryption: Operation<"StartStreamEncryption"> = async (input, call) => {
  const { account, region, caller, context } = call;
  const key = streamKey(input, { account, region });
  const { EncryptionType: type, KeyId: keyId } = input;
  if (type !== "KMS") throw invalidArgument(`EncryptionType ${type} cannot be started.`);
  await context.store.get(key);
  await context.encryption.check(key, keyId, caller);
  await startUpdate(key, context, () => ({ update: { kind: "settings", settings: { encryption: { keyId } } } }));
  return {};
};
