// EnableEnhancedMonitoring: shard-level metrics, which are wanted from now on.
import type { Operation } from "../context.ts";
import { changeMonitoring } from "../enhanced-monitoring.ts";

export const enableEnhancedMonitoring: Operation<"EnableEnhancedMonitoring"> = (input, call) =>
  changeMonitoring(input, call, "enable");
