// What leaves its storage class, or its tier: what lay there is counted once the transaction that takes it away is on disk.
import type { KeyValue, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { DAY_MS } from "../limits.ts";
import { configurationsOf } from "../store/configuration-rows.ts";
import type { ObjectRow } from "../store/tables.ts";
import type { Ledger } from "./ledger.ts";
import { EARLY_METER, PARTS_METER } from "./meters.ts";
import { HOUR_MS, hoursByMonth, monthOf } from "./months.ts";
import { chargedBytes, inClassSince, type Lying, type Stay, staysOf } from "./stays.ts";

/** Documented: minimum storage durations; what leaves earlier is charged for the rest. */
const DURATION_MIN_DAYS: Readonly<Record<string, number>> = {
  STANDARD_IA: 30,
  ONEZONE_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
  DEEP_ARCHIVE: 180,
};

interface LeavingVersion {
  readonly bucket: string;
  readonly key: string;
  readonly row: ObjectRow;
  readonly atMs: number;
  /** The class it moves to; undefined: it goes for good, or stays in Intelligent-Tiering as one that was just used. */
  readonly to: string | undefined;
}

/** Of an upload: completed, aborted or replaced. */
interface LeavingPart {
  readonly bucket: string;
  /** The upload's. */
  readonly storageClass: string;
  readonly sizeBytes: number;
  readonly sinceMs: number;
  readonly atMs: number;
}

type Leaving = LeavingVersion | LeavingPart;

const left = new WeakMap<Transaction, Leaving[]>();

/** To be called in the transaction that removes the version or part, or moves it to another class or tier. */
export function noteLeaving(transaction: Transaction, leaving: Leaving): void {
  const known = left.get(transaction);
  if (known === undefined) left.set(transaction, [leaving]);
  else known.push(leaving);
}

/** A key-value engine whose transactions count what was noted in them, when they have committed. */
export function counting(keyvalue: KeyValue, ledger: Ledger): KeyValue {
  return {
    get: (key) => keyvalue.get(key),
    scan: (range) => keyvalue.scan(range),
    pages: (range, firstPage, read) => keyvalue.pages(range, firstPage, read),
    close: () => keyvalue.close(),
    async transact(body) {
      let last: Transaction | undefined;
      const result = await keyvalue.transact((transaction) => {
        left.delete(transaction);
        last = transaction;
        return body(transaction);
      });
      for (const leaving of (last && left.get(last)) ?? []) {
        if (!("row" in leaving)) countPart(ledger, leaving);
        else {
          const isTiered = leaving.row.storageClass === "INTELLIGENT_TIERING";
          const configurations = isTiered ? await configurationsOf(keyvalue, leaving.bucket, "tiering") : [];
          countVersion(ledger, leaving, configurations);
        }
      }
      return result;
    },
  };
}

type Place = Pick<Leaving, "bucket"> & { readonly storageClass: string };

function countStay(ledger: Ledger, place: Place, { meter, amount, fromMs, toMs }: Stay): void {
  for (const [month, hours] of hoursByMonth(fromMs, toMs))
    ledger.add({ ...place, account: undefined, month }, meter, amount * hours);
}

function countPart(ledger: Ledger, { bucket, storageClass, sizeBytes, sinceMs, atMs }: LeavingPart): void {
  const stay = { meter: PARTS_METER, amount: sizeBytes, fromMs: sinceMs, toMs: atMs };
  countStay(ledger, { bucket, storageClass }, stay);
}

function countVersion(
  ledger: Ledger,
  { bucket, key, row, atMs, to }: LeavingVersion,
  configurations: Lying["configurations"],
): void {
  const { storageClass } = row;
  for (const stay of staysOf({ key, row, configurations }, atMs)) countStay(ledger, { bucket, storageClass }, stay);
  const place = { bucket, account: undefined, storageClass, month: monthOf(atMs) };
  const leftMs = inClassSince(row) + (DURATION_MIN_DAYS[storageClass] ?? 0) * DAY_MS - atMs;
  if (leftMs > 0) ledger.add(place, EARLY_METER, (chargedBytes(row) * leftMs) / HOUR_MS);
  if (to !== undefined) ledger.add({ ...place, storageClass: to }, "transitions-in", 1);
}
