// Handles of move tasks.
import type { Paging } from "../../kit/paging.ts";
import { invalidParameterReason } from "./errors.ts";

const LISTING = "sqs.MessageMoveTask";

export const sealTask = (paging: Paging, sourceArn: string, startedMs: number): string =>
  paging.seal(LISTING, [sourceArn, startedMs]);

/** Errors: InvalidParameterValue. */
export function openTask(paging: Paging, handle: string): { readonly sourceArn: string; readonly startedMs: number } {
  const opened = paging.open<[string, number]>(LISTING, handle);
  if (!opened) throw invalidParameterReason("The task handle is invalid.");
  return { sourceArn: opened[0], startedMs: opened[1] };
}
