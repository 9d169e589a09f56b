// UpdateTimeToLive: which attribute says when an item's time is over.
import type { Operation } from "../context.ts";
import { timeToLiveAlready, timeToLiveName } from "../errors.ts";
import { tableKey } from "../table.ts";
import { expiry } from "../timers.ts";

export const updateTimeToLive: Operation<"UpdateTimeToLive"> = async (input, call) => {
  const { store, clock } = call.context;
  const { Enabled: isEnabled, AttributeName: attribute } = input.TimeToLiveSpecification;
  const key = tableKey(input.TableName, call);
  await store.change(key, (row) => {
    if ((row.timeToLive !== undefined) === isEnabled) throw timeToLiveAlready(isEnabled);
    if (row.timeToLive && row.timeToLive.attribute !== attribute) throw timeToLiveName();
    return {
      row: { ...row, timeToLive: isEnabled ? { attribute } : undefined },
      timers: isEnabled ? [expiry(key, row.id, clock.now())] : [],
    };
  });
  return { TimeToLiveSpecification: { Enabled: isEnabled, AttributeName: attribute } };
};
