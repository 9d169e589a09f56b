// StartDeliveryStreamEncryption: records that come from now on lie sealed until they are delivered.
import type { Operation } from "../context.ts";
import { encryptionOf, encryptionStatus, grantKey, withChange } from "../encryption.ts";
import { encryptionBusy, encryptionNotPermitted, streamBusy } from "../errors.ts";
import { streamStatus, type StreamKey, type StreamRow } from "../stream.ts";

export const startDeliveryStreamEncryption: Operation<"StartDeliveryStreamEncryption"> = async (input, call) => {
  const { account, region, caller, context } = call;
  const { store, clock, peers, limitsEnforced } = context;
  const key = { account, region, name: input.DeliveryStreamName };
  const nowMs = clock.now();
  const encryption = encryptionOf(input.DeliveryStreamEncryptionConfigurationInput, nowMs);
  const stream = await store.get(key);
  checkChangeable(key, stream, nowMs);
  withChange(stream.encryption, nowMs, limitsEnforced);
  await grantKey(peers, key, encryption, caller);
  await store.change(key, (row) => {
    checkChangeable(key, row, nowMs);
    return { ...row, encryption: { ...encryption, changesMs: withChange(row.encryption, nowMs, limitsEnforced) } };
  });
  return {};
};

/** Documented: only of DirectPut streams, and not while it is being started or stopped. */
export function checkChangeable(key: StreamKey, row: StreamRow, nowMs: number): void {
  if (row.kinesis) throw encryptionNotPermitted();
  const status = streamStatus(row, nowMs);
  if (status !== "ACTIVE") throw streamBusy(key, status);
  const encryption = encryptionStatus(row, nowMs);
  if (encryption === "ENABLING" || encryption === "DISABLING") throw encryptionBusy(key, encryption);
}
