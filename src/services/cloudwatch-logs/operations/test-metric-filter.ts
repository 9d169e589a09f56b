// TestMetricFilter: which of some messages match a pattern.
import type { Operation } from "../context.ts";
import { patternOf } from "../pattern.ts";

export const testMetricFilter: Operation<"TestMetricFilter"> = async ({ filterPattern, logEventMessages }) => {
  const pattern = patternOf(filterPattern);
  const matches = logEventMessages.flatMap((eventMessage, index) => {
    const match = pattern(eventMessage);
    return match ? [{ eventNumber: index + 1, eventMessage, extractedValues: { ...match.extracted } }] : [];
  });
  return { matches };
};
