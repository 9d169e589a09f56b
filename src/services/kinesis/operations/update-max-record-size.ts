// UpdateMaxRecordSize: records of up to 10 MiB.
import { startUpdate } from "../change-stream.ts";
import type { Operation } from "../context.ts";
import { streamKey } from "../stream.ts";

export const updateMaxRecordSize: Operation<"UpdateMaxRecordSize"> = async (input, { account, region, context }) => {
  const recordSizeKiBMax = input.MaxRecordSizeInKiB;
  await startUpdate(streamKey(input, { account, region }), context, () => ({
    update: { kind: "settings", settings: { recordSizeKiBMax } },
  }));
  return {};
};
