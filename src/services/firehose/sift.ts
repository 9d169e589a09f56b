// Separates the records of a batch that convert from those that do not, when not all of them do.
import { findBadLines } from "../../formats/conversion/bad-lines.ts";
import { isInvalid, type JsonSchema } from "../../formats/conversion/json-to-parquet.ts";
import type { SqlSession } from "../../engines/sql/sql.ts";
import type { Batch } from "./batch.ts";
import { stagedRecords, type StagedRecord } from "./batch-records.ts";
import type { Convert } from "./converter.ts";
import { PROBE_RECORDS_MAX } from "./limits.ts";
import { Spool } from "./spool.ts";

export interface Sifting {
  readonly session: SqlSession;
  readonly batch: Batch;
  /** The batch's data, its keys as the schema has them. */
  readonly dataPath: string;
  readonly schema: JsonSchema;
  readonly convert: Convert;
  /** Lines of good records come here. */
  readonly good: Spool;
  /** Told of each record that does not convert. */
  readonly onBad: (record: StagedRecord) => Promise<void>;
}

/**
 * With `trusting`, only records that the one-pass look doubts are tried; otherwise every record is tried, which is slow and is
 * needed only where the look and the conversion disagree.
 */
export async function sift(sifting: Sifting, trusting: boolean): Promise<void> {
  const { session, batch, dataPath, schema, good, onBad } = sifting;
  const found = await findBadLines(session, dataPath, schema);
  const bad = new Set(found.bad);
  const doubtful = new Set(found.doubtful);
  let group: StagedRecord[] = [];
  let line = 0;
  for await (const record of stagedRecords(batch, dataPath)) {
    const numbers = record.lines.map(() => line++);
    if (numbers.length === 0 || numbers.some((number) => bad.has(number))) await onBad(record);
    else if (!trusting || numbers.some((number) => doubtful.has(number))) group.push(record);
    else await keep(good, record);
    if (group.length === PROBE_RECORDS_MAX) {
      await halve(sifting, group);
      group = [];
    }
  }
  await halve(sifting, group);
  await good.close();
}

async function keep(good: Spool, { lines }: StagedRecord): Promise<void> {
  for (const line of lines) good.add(Buffer.concat([line, LINE_BREAK]));
  await good.flush();
}

const LINE_BREAK = Buffer.from("\n");

/** Tries the records together, and where that fails each half. */
async function halve(sifting: Sifting, records: readonly StagedRecord[]): Promise<void> {
  const [first] = records;
  if (!first) return;
  if (await fits(sifting, records)) {
    for (const record of records) await keep(sifting.good, record);
  } else if (records.length === 1) await sifting.onBad(first);
  else {
    const middle = records.length >> 1;
    await halve(sifting, records.slice(0, middle));
    await halve(sifting, records.slice(middle));
  }
}

async function fits({ session, schema, convert, good }: Sifting, records: readonly StagedRecord[]): Promise<boolean> {
  const probe = new Spool(`${good.path}.probe`);
  const converted = new Spool(`${good.path}.probe.converted`);
  try {
    for (const record of records) await keep(probe, record);
    await probe.close();
    await convert(session, probe.path, converted.path, schema);
    return true;
  } catch (error) {
    if (isInvalid(error)) return false;
    throw error;
  } finally {
    await Promise.all([probe.discard(), converted.discard()]);
  }
}
