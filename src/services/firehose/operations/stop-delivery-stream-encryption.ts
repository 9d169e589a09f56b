// StopDeliveryStreamEncryption: records that come from now on are stored as they are sent; sealed ones are still delivered.
import type { Operation } from "../context.ts";
import { checkChangeable } from "./start-delivery-stream-encryption.ts";

export const stopDeliveryStreamEncryption: Operation<"StopDeliveryStreamEncryption"> = async (input, call) => {
  const { account, region, context } = call;
  const { store, clock } = context;
  const key = { account, region, name: input.DeliveryStreamName };
  const changedAtMs = clock.now();
  await store.change(key, (row) => {
    checkChangeable(key, row, changedAtMs);
    // Documented: of a stream that is not encrypted nothing changes.
    return row.encryption?.isOn ? { ...row, encryption: { ...row.encryption, isOn: false, changedAtMs } } : row;
  });
  return {};
};
