// DescribeTimeToLive.
import type { Operation } from "../context.ts";
import { tableKey } from "../table.ts";

export const describeTimeToLive: Operation<"DescribeTimeToLive"> = async (input, call) => {
  const { timeToLive } = await call.context.store.get(tableKey(input.TableName, call));
  return {
    TimeToLiveDescription: timeToLive
      ? { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive.attribute }
      : { TimeToLiveStatus: "DISABLED" },
  };
};
