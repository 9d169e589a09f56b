// The change stream of a table.
import type { StreamViewType } from "@aws-sdk/client-dynamodb";
import { invalidValues } from "./errors.ts";
import type { StreamRow } from "./table.ts";

/** Errors: ValidationException. */
export function newStream(viewType: StreamViewType | undefined, nowMs: number, firstSequence: number): StreamRow {
  if (!viewType) throw invalidValues("StreamViewType is required when StreamEnabled is true");
  return { label: new Date(nowMs).toISOString().replace("Z", ""), viewType, createdAtMs: nowMs, firstSequence };
}
