// DescribeContinuousBackups: there are none.
import type { Operation } from "../context.ts";
import { tableKey } from "../table.ts";

export const describeContinuousBackups: Operation<"DescribeContinuousBackups"> = async (input, call) => {
  await call.context.store.get(tableKey(input.TableName, call));
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: "DISABLED",
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
    },
  };
};
