// Objects that leave their storage class: what lay there is counted once the transaction that takes it away is on disk.
import type { KeyValue, Transaction } from "../../../engines/keyvalue/keyvalue.ts";
import { DAY_MS } from "../limits.ts";
import type { ObjectRow } from "../store/tables.ts";
import type { Ledger } from "./ledger.ts";
import { HOUR_MS, hoursByMonth, monthOf } from "./months.ts";

/** Documented: minimum storage durations; what leaves earlier is charged for the rest. */
const DURATION_MIN_DAYS: Readonly<Record<string, number>> = {
  STANDARD_IA: 30,
  ONEZONE_IA: 30,
  GLACIER_IR: 90,
  GLACIER: 90,
  DEEP_ARCHIVE: 180,
};

interface Leaving {
  readonly bucket: string;
  readonly row: ObjectRow;
  readonly atMs: number;
  /** The class it moves to; undefined: it goes for good. */
  readonly to: string | undefined;
}

const left = new WeakMap<Transaction, Leaving[]>();

/** To be called in the transaction that removes the version or moves it to another class. */
export function noteLeaving(transaction: Transaction, leaving: Leaving): void {
  const known = left.get(transaction);
  if (known === undefined) left.set(transaction, [leaving]);
  else known.push(leaving);
}

/** Since when a version lies in its class. */
export const inClassSince = ({ classSince, lastModified }: ObjectRow): number => (classSince ?? lastModified).getTime();

/** A key-value engine whose transactions count what was noted in them, when they have committed. */
export function counting(keyvalue: KeyValue, ledger: Ledger): KeyValue {
  return {
    get: (key) => keyvalue.get(key),
    scan: (range) => keyvalue.scan(range),
    close: () => keyvalue.close(),
    async transact(body) {
      let last: Transaction | undefined;
      const result = await keyvalue.transact((transaction) => {
        left.delete(transaction);
        last = transaction;
        return body(transaction);
      });
      for (const leaving of (last && left.get(last)) ?? []) count(ledger, leaving);
      return result;
    },
  };
}

function count(ledger: Ledger, { bucket, row, atMs, to }: Leaving): void {
  const { storageClass, sizeBytes } = row;
  const sinceMs = inClassSince(row);
  const place = (month: string) => ({ bucket, account: undefined, storageClass, month });
  for (const [month, hours] of hoursByMonth(sinceMs, atMs)) ledger.add(place(month), "storage", sizeBytes * hours);
  const leftMs = sinceMs + (DURATION_MIN_DAYS[storageClass] ?? 0) * DAY_MS - atMs;
  if (leftMs > 0) ledger.add(place(monthOf(atMs)), "early-deletion", (sizeBytes * leftMs) / HOUR_MS);
  if (to !== undefined) ledger.add({ ...place(monthOf(atMs)), storageClass: to }, "transitions-in", 1);
}
