// StopDeliveryStreamEncryption: records that come from now on are stored as they are sent; sealed ones are still delivered.
import type { Operation } from "../context.ts";
import { withChange } from "../encryption.ts";
import { checkChangeable } from "./start-delivery-stream-encryption.ts";

export const stopDeliveryStreamEncryption: Operation<"StopDeliveryStreamEncryption"> = async (input, call) => {
  const { account, region, context } = call;
  const { store, clock, limitsEnforced } = context;
  const key = { account, region, name: input.DeliveryStreamName };
  const changedAtMs = clock.now();
  await store.change(key, (row) => {
    checkChangeable(key, row, changedAtMs);
    // Documented: of a stream that is not encrypted nothing changes.
    if (!row.encryption?.isOn) return row;
    const changesMs = withChange(row.encryption, changedAtMs, limitsEnforced);
    return { ...row, encryption: { ...row.encryption, isOn: false, changedAtMs, changesMs } };
  });
  return {};
};
