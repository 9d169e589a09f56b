// What storage class analysis keeps: how far each analysis has come, its days, and what was read and written since.
import type { AnalyticsConfiguration } from "@aws-sdk/client-s3";
import type { Reads, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { table } from "../../../engines/keyvalue/table.ts";
import type { DayAccesses } from "../analytics/analyses.ts";
import { addTo, type DayAmounts } from "../analytics/amounts.ts";
import type { S3Context } from "../context.ts";
import { ANALYSIS_DAYS_MAX } from "../limits.ts";
import { dayOf } from "../midnight.ts";

export interface AnalysisRow {
  readonly since: Date;
  /** The first day that is not evaluated yet. */
  readonly nextDay: number;
  /** JSON: another filter begins another analysis. */
  readonly filter: string;
}

export interface DayPlace {
  readonly bucket: string;
  readonly id: string;
  /** Since 1970. */
  readonly day: number;
}

export interface AnalysedDay {
  readonly day: number;
  readonly amounts: DayAmounts;
}

interface DayRow {
  readonly amounts: DayAmounts;
}

const first = { version: 1, upgrades: {} } as const;
/** [bucket, configuration id] */
const analyses = table<AnalysisRow>({ name: "s3.analyses", ...first });
/** [bucket, configuration id, day] */
const analysedDays = table<DayRow>({ name: "s3.analysed-days", ...first });
/** [bucket, configuration id, day]: of days that are not evaluated yet. */
const accesses = table<DayRow>({ name: "s3.analysed-accesses", ...first });

/** When a configuration is put. */
export async function beginAnalysis(
  transaction: Transaction,
  bucket: string,
  { Id: id = "", Filter }: AnalyticsConfiguration,
  nowMs: number,
): Promise<void> {
  const filter = JSON.stringify(Filter ?? {});
  if ((await analyses.get(transaction, [bucket, id]))?.filter === filter) return;
  await forgetAnalysis(transaction, bucket, id);
  analyses.put(transaction, [bucket, id], { since: new Date(nowMs), nextDay: dayOf(nowMs), filter });
}

/** When a configuration goes. */
export async function forgetAnalysis(transaction: Transaction, bucket: string, id: string): Promise<void> {
  analyses.delete(transaction, [bucket, id]);
  for (const rows of [analysedDays, accesses])
    for await (const { key } of rows.scan(transaction, { prefix: [bucket, id] })) rows.delete(transaction, key);
}

export const analysisOf = (reads: Reads, bucket: string, id: string): Promise<AnalysisRow | undefined> =>
  analyses.get(reads, [bucket, id]);

/** What belongs to no analysis any more is dropped. */
export function addAccesses(context: S3Context, counted: readonly DayAccesses[]): Promise<void> {
  return context.keyvalue.transact(async (transaction) => {
    for (const { bucket, id, day, amounts } of counted) {
      if ((await analyses.get(transaction, [bucket, id])) === undefined) continue;
      const key = [bucket, id, day];
      const sums: DayAmounts = { ...(await accesses.get(transaction, key))?.amounts };
      addAll(sums, amounts);
      accesses.put(transaction, key, { amounts: sums });
    }
  });
}

function addAll(sums: DayAmounts, amounts: DayAmounts): void {
  for (const [storageClass, groups] of Object.entries(amounts))
    for (const [group, counted] of groups.entries()) addTo(sums, storageClass, group, counted);
}

/** With what was read and written on those days; days beyond the limit are forgotten. Does nothing if the analysis has moved on. */
export function keepDays(
  context: S3Context,
  bucket: string,
  id: string,
  before: AnalysisRow,
  days: readonly AnalysedDay[],
): Promise<void> {
  const today = dayOf(context.clock.now());
  return context.keyvalue.transact(async (transaction) => {
    const current = await analyses.get(transaction, [bucket, id]);
    if (current?.nextDay !== before.nextDay || current.filter !== before.filter) return;
    for (const { day, amounts: stored } of days) {
      const amounts: DayAmounts = {};
      addAll(amounts, stored);
      addAll(amounts, (await accesses.get(transaction, [bucket, id, day]))?.amounts ?? {});
      analysedDays.put(transaction, [bucket, id, day], { amounts });
    }
    const nextDay = (days.at(-1)?.day ?? before.nextDay - 1) + 1;
    for await (const { key } of accesses.scan(transaction, { prefix: [bucket, id] }))
      if (Number(key[2]) < nextDay) accesses.delete(transaction, key);
    for await (const { key } of analysedDays.scan(transaction, { prefix: [bucket, id] })) {
      if (Number(key[2]) >= today - ANALYSIS_DAYS_MAX) break;
      analysedDays.delete(transaction, key);
    }
    analyses.put(transaction, [bucket, id], { ...current, nextDay });
  });
}

/** The oldest first. */
export async function daysOf(context: S3Context, bucket: string, id: string): Promise<readonly AnalysedDay[]> {
  const days: AnalysedDay[] = [];
  for await (const { key, row } of analysedDays.scan(context.keyvalue, { prefix: [bucket, id] }))
    days.push({ day: Number(key[2]), amounts: row.amounts });
  return days;
}

/** Configurations that were put before there was an analysis begin theirs now. */
export const ensureAnalysis = (
  { keyvalue, clock }: S3Context,
  bucket: string,
  configuration: AnalyticsConfiguration,
): Promise<void> => keyvalue.transact((transaction) => beginAnalysis(transaction, bucket, configuration, clock.now()));
