// The policy of a queue as AddPermission and RemovePermission change it.
import { queueArn, type QueueKey, type QueueRow } from "./queue.ts";

interface Statement {
  readonly Sid?: string;
  readonly [member: string]: unknown;
}

export interface QueuePolicy {
  readonly Statement: readonly Statement[];
  readonly [member: string]: unknown;
}

/** The one that is there, or an empty one as AddPermission begins it. */
export function policyOf({ attributes }: QueueRow, key: QueueKey): QueuePolicy {
  const text = attributes["Policy"];
  const parsed = (text ? JSON.parse(text) : { Version: "2008-10-17", Id: `${queueArn(key)}/SQSDefaultPolicy` }) as {
    Statement?: Statement | Statement[];
  };
  return { ...parsed, Statement: [parsed.Statement ?? []].flat() };
}

export const withPolicy = (row: QueueRow, policy: QueuePolicy, nowMs: number): QueueRow => ({
  ...row,
  modifiedAtMs: nowMs,
  attributes: { ...row.attributes, Policy: policy.Statement.length === 0 ? "" : JSON.stringify(policy) },
});
