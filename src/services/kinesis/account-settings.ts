// An account's commitment to a minimum throughput, which unlocks warm throughput. Nothing is billed for it here.
import type { MinimumThroughputBillingCommitmentOutput } from "@aws-sdk/client-kinesis";
import { COMMITMENT_MIN_MS } from "./limits.ts";

export interface AccountSettingsRow {
  /** Virtual epoch ms. */
  readonly startedAtMs: number;
  /** When it ends or ended: not before its shortest term. */
  readonly endsAtMs?: number | undefined;
}

export const isCommitted = (row: AccountSettingsRow | undefined, nowMs: number): boolean =>
  row !== undefined && (row.endsAtMs === undefined || row.endsAtMs > nowMs);

const earliestEndMs = ({ startedAtMs }: AccountSettingsRow): number => startedAtMs + COMMITMENT_MIN_MS;

/** What the settings become. */
export function changeCommitment(
  row: AccountSettingsRow | undefined,
  wanted: "ENABLED" | "DISABLED",
  nowMs: number,
): AccountSettingsRow | undefined {
  if (!row || !isCommitted(row, nowMs)) return wanted === "ENABLED" ? { startedAtMs: nowMs } : row;
  if (wanted === "ENABLED") return { startedAtMs: row.startedAtMs };
  return { ...row, endsAtMs: row.endsAtMs ?? Math.max(nowMs, earliestEndMs(row)) };
}

export function describeCommitment(
  row: AccountSettingsRow | undefined,
  nowMs: number,
): MinimumThroughputBillingCommitmentOutput {
  if (!row) return { Status: "DISABLED" };
  const StartedAt = new Date(row.startedAtMs);
  if (!isCommitted(row, nowMs)) return { Status: "DISABLED", StartedAt, EndedAt: new Date(row.endsAtMs ?? nowMs) };
  const Status = row.endsAtMs === undefined ? "ENABLED" : "ENABLED_UNTIL_EARLIEST_ALLOWED_END";
  return { Status, StartedAt, EarliestAllowedEndAt: new Date(earliestEndMs(row)) };
}
