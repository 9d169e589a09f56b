// DisableEnhancedMonitoring: shard-level metrics, which are no longer wanted.
import type { Operation } from "../context.ts";
import { changeMonitoring } from "../enhanced-monitoring.ts";

export const disableEnhancedMonitoring: Operation<"DisableEnhancedMonitoring"> = (input, call) =>
  changeMonitoring(input, call, "disable");
