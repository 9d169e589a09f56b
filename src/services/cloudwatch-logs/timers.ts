// The durable timers of log groups: what is due when.
import type { DurableTimer } from "../../kit/jobs.ts";
import type { Group, GroupKey, Place } from "./group.ts";
import { EXPIRE_INTERVAL_MS } from "./limits.ts";

/** Of a group that is gone, or of one stream that is. */
export interface ClearPayload extends Place {
  readonly groupId: string;
  readonly streamId?: string | undefined;
}

type Owner = Pick<Group, "key" | "id">;

export function clearing(
  { key: { account, region }, id: groupId }: Owner,
  nowMs: number,
  streamId?: string,
): DurableTimer {
  const payload: ClearPayload = { account, region, groupId, streamId };
  return { kind: "clear", key: `${account}/${region}/${groupId}/${streamId ?? ""}`, dueMs: nowMs, payload };
}

export const expiring = ({ key, id }: Owner, nowMs: number): DurableTimer => ({
  kind: "expire",
  key: `${key.account}/${key.region}/${id}`,
  dueMs: nowMs + EXPIRE_INTERVAL_MS,
  payload: key,
});

export const delivering = (key: GroupKey, filterId: string, nowMs: number): DurableTimer => ({
  kind: "deliver",
  key: filterId,
  dueMs: nowMs + EXPIRE_INTERVAL_MS,
  payload: key,
});
